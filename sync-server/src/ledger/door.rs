//! What an enrolment code says about the server: where it is, and which certificate it shows.

use ledger::Hash;
use thiserror::Error;

use super::{Ledger, Trouble};
use crate::storage::{Read, StorageError, Write};

const ADDRESS: &str = "server.address";
const CERTIFICATE: &str = "server.certificate";

/// Where laptops find the server, and how they know it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Door {
    /// Its origin, `https://sync.example:7443`.
    pub(crate) address: String,
    /// SHA-256 of its certificate's DER form; `None` for plain HTTP on loopback.
    pub(crate) certificate: Option<Hash>,
}

/// An origin that laptops could not use.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("{address:?} is no address of this server; write {scheme}://host:port")]
pub struct BadAddress {
    address: String,
    scheme: &'static str,
}

impl Door {
    /// A door at an origin, with the certificate shown there.
    pub(crate) fn at(address: &str, certificate: Option<Hash>) -> Result<Self, BadAddress> {
        let scheme = if certificate.is_some() { "https" } else { "http" };
        let origin = address.trim_end_matches('/');
        let host = origin.strip_prefix(scheme).and_then(|rest| rest.strip_prefix("://"));
        let good = host.is_some_and(|host| {
            !host.is_empty()
                && !host.contains(['/', '#', '?', '@'])
                && !host.contains(char::is_whitespace)
        });
        match good {
            true => Ok(Self { address: origin.to_owned(), certificate }),
            false => Err(BadAddress { address: address.to_owned(), scheme }),
        }
    }

    /// The door that was last opened, or that `init` announced.
    pub(crate) fn load(read: &dyn Read) -> Result<Option<Self>, StorageError> {
        let address = read.value(ADDRESS)?.and_then(|bytes| String::from_utf8(bytes).ok());
        let certificate = read.value(CERTIFICATE)?.and_then(|bytes| Hash::from_slice(&bytes));
        Ok(address.map(|address| Self { address, certificate }))
    }

    fn keep(&self, write: &mut dyn Write) -> Result<(), StorageError> {
        write.set_value(ADDRESS, self.address.as_bytes())?;
        let certificate = self.certificate.as_ref().map_or(&[][..], |hash| hash.as_bytes());
        write.set_value(CERTIFICATE, certificate)
    }
}

impl Ledger {
    /// From now on, codes point to this door.
    pub(crate) fn open_door(&self, door: &Door) -> Result<(), Trouble> {
        if Door::load(&*self.storage.read()?)?.as_ref() == Some(door) {
            return Ok(());
        }
        let mut write = self.storage.write()?;
        door.keep(&mut *write)?;
        Ok(write.commit()?)
    }
}
