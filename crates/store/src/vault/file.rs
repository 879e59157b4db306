//! The bytes of a vault: a mark, a CBOR body, and a checksum that tells damage from a wrong passphrase.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

use super::VaultError;
use super::cost::KdfCost;
use super::keychain::KeychainWrap;
use crate::database_key::DbKey;
use crate::durable;

const MARK: &[u8; 16] = b"fairlead vault\r\n";
const FORMAT: u16 = 1;
const FILE_BYTES_MAX: u64 = 64 * 1024;
const CHECK_CONTEXT: &str = "fairlead 2026 vault key check v1";
const SALT_CONTEXT: &str = "fairlead 2026 vault salt v1";
const NONCE_CONTEXT: &str = "fairlead 2026 vault nonce v1";
const MARK_CONTEXT: &str = "fairlead 2026 vault file name v1";

/// So many vaults without a database are kept: each is an enrolment that was cut off.
const ASIDE_MAX: u32 = 10_000;

/// What the passphrase's wrap vouches for: none of it can be changed without the passphrase.
#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct Header {
    #[n(0)]
    format: u16,
    #[n(1)]
    pub(super) cost: KdfCost,
    #[cbor(n(2), with = "minicbor::bytes")]
    pub(super) salt: [u8; 16],
    #[cbor(n(3), with = "minicbor::bytes")]
    pub(super) nonce: [u8; 24],
    /// To whom the recovery wrap is addressed.
    #[n(4)]
    pub(super) recipient: String,
    /// Tells the vault's key from another one without opening anything.
    #[cbor(n(5), with = "minicbor::bytes")]
    check: [u8; 16],
}

/// A vault.
#[derive(Encode, Decode)]
#[cbor(map)]
pub(super) struct Body {
    #[n(0)]
    pub(super) header: Header,
    /// The key, wrapped by the passphrase.
    #[n(1)]
    pub(super) wrapped: ByteVec,
    /// The key, as an age file.
    #[n(2)]
    pub(super) recovery_wrap: ByteVec,
    /// The key, wrapped by a secret in the operating system's keychain, while its person wants that.
    #[n(3)]
    pub(super) keychain: Option<KeychainWrap>,
}

impl Header {
    /// A header with a salt and nonce of its own.
    pub(super) fn draw(cost: KdfCost, recipient: &str, key: &DbKey, randomness: &[u8; 32]) -> Self {
        let salt = drawn(SALT_CONTEXT, randomness);
        let nonce = drawn(NONCE_CONTEXT, randomness);
        let recipient = recipient.trim().to_owned();
        Self { format: FORMAT, cost, salt, nonce, recipient, check: check(key) }
    }

    /// Whether this is the vault of `key`.
    pub(super) fn is_of(&self, key: &DbKey) -> bool {
        self.check == check(key)
    }

    /// Names the vault's key, and tells nothing of it.
    pub(super) fn key_mark(&self) -> &[u8] {
        &self.check
    }

    pub(super) fn encode(&self) -> Vec<u8> {
        minicbor::to_vec(self).expect("encoding into a Vec cannot fail")
    }
}

/// A one-way mark of the key. The key is random, so nothing can be guessed from it.
fn check(key: &DbKey) -> [u8; 16] {
    drawn(CHECK_CONTEXT, key.bytes())
}

pub(super) fn drawn<const N: usize>(context: &str, from: &[u8; 32]) -> [u8; N] {
    *blake3::derive_key(context, from).first_chunk().expect("no more than a hash is asked for")
}

/// Reads a vault that is to be opened by its passphrase.
pub(super) fn read(path: &Path) -> Result<Body, VaultError> {
    let body = read_whatever_the_cost(path)?;
    body.header.cost.params()?;
    Ok(body)
}

/// Reads a vault whose passphrase is not asked for.
pub(super) fn read_whatever_the_cost(path: &Path) -> Result<Body, VaultError> {
    let file = File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => VaultError::Missing,
        _ => VaultError::Io(error),
    })?;
    let mut bytes = Vec::new();
    file.take(FILE_BYTES_MAX).read_to_end(&mut bytes)?;
    let (sealed, sum) = bytes.split_last_chunk::<32>().ok_or(VaultError::Damaged)?;
    let body = sealed.strip_prefix(MARK).ok_or(VaultError::Damaged)?;
    if blake3::hash(sealed) != *sum {
        return Err(VaultError::Damaged);
    }
    if format(body).ok_or(VaultError::Damaged)? > FORMAT {
        return Err(VaultError::NewerFormat);
    }
    minicbor::decode(body).map_err(|_| VaultError::Damaged)
}

/// The format alone: the rest of a newer body may not read.
fn format(body: &[u8]) -> Option<u16> {
    #[derive(Decode)]
    #[cbor(map)]
    struct FormatOnly {
        #[n(0)]
        format: u16,
    }
    #[derive(Decode)]
    #[cbor(map)]
    struct HeaderOnly {
        #[n(0)]
        header: FormatOnly,
    }
    minicbor::decode::<HeaderOnly>(body).ok().map(|only| only.header.format)
}

/// Puts a vault in the place of the one that is there, whole.
pub(super) fn write(path: &Path, body: &Body) -> io::Result<()> {
    durable::replace(path, &encode(body))
}

/// Puts a vault where none is, whole; `AlreadyExists` otherwise.
pub(super) fn create(path: &Path, body: &Body, randomness: &[u8; 32]) -> io::Result<()> {
    let mark: [u8; 4] = drawn(MARK_CONTEXT, randomness);
    durable::create(path, &encode(body), &format!("{:08x}", u32::from_be_bytes(mark)))
}

/// Gives the place of a vault free: it is kept beside it, under the first name that is free.
pub(super) fn set_aside(path: &Path) -> io::Result<()> {
    let mut result = Err(io::ErrorKind::AlreadyExists.into());
    for number in 1..=ASIDE_MAX {
        result = durable::place(path, &durable::beside(path, &format!(".old-{number}")));
        match &result {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            _ => return result,
        }
    }
    result
}

fn encode(body: &Body) -> Vec<u8> {
    let mut bytes = MARK.to_vec();
    bytes.extend(minicbor::to_vec(body).expect("encoding into a Vec cannot fail"));
    let sum = blake3::hash(&bytes);
    bytes.extend_from_slice(sum.as_bytes());
    bytes
}
