//! Enrolment codes: how a laptop gets in. Single use, ten minutes, only the hash is kept.

use domain::PersonId;
use domain::company::Role;
use ledger::{EnrolmentId, Hash};
use protocol::enrol::Code;
use protocol::limits::CODE_LIFETIME_MS;
use thiserror::Error;

use super::{Door, Ledger, Trouble};
use crate::storage::{StorageError, StoredCode};
use crate::world::draw;

/// Why there is no code.
#[derive(Debug, Error)]
pub enum CodeRefusal {
    /// Only headquarters enrols people.
    #[error("only headquarters may enrol people")]
    NotHeadquarters,
    /// Nobody has this id, or he has left.
    #[error("there is nobody with this id")]
    Nobody,
    /// The server has never been told where it can be reached.
    #[error("the server's address is not known yet; start it once, or give --address")]
    NoAddress,
    /// The ledger could not do its work.
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl From<StorageError> for CodeRefusal {
    fn from(error: StorageError) -> Self {
        Self::Trouble(error.into())
    }
}

impl Ledger {
    /// A code for a person, asked for by an enrolment.
    ///
    /// # Errors
    /// [`CodeRefusal`].
    pub fn code_for(&self, asker: EnrolmentId, person: &PersonId) -> Result<Code, CodeRefusal> {
        let book = self.book()?;
        let now = self.clock.now();
        let asker = book.enrolments.get(&asker).filter(|asker| asker.revoked.is_none());
        match asker {
            Some(asker) if book.company.holds(&asker.person, Role::Hq, now) => {
                self.issue_code(person)
            }
            _ => Err(CodeRefusal::NotHeadquarters),
        }
    }

    /// A code for a person, asked for at the server itself.
    ///
    /// # Errors
    /// [`CodeRefusal::Nobody`], [`CodeRefusal::NoAddress`], [`CodeRefusal::Trouble`].
    pub fn issue_code(&self, person: &PersonId) -> Result<Code, CodeRefusal> {
        let now = self.clock.now();
        let mut write = self.storage.write()?;
        let book = self.books.of(&*write)?;
        if !book.company.person(person, now).is_some_and(|person| person.active) {
            return Err(CodeRefusal::Nobody);
        }
        let door = Door::load(&*write)?.ok_or(CodeRefusal::NoAddress)?;
        let secret: [u8; 16] = draw(&*self.random);
        let secret: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
        let expires = now.plus_ms(CODE_LIFETIME_MS);
        let code = StoredCode { person: person.clone(), expires, used_by: None };
        write.set_code(&hash(&secret), &code)?;
        write.commit()?;
        Ok(Code { server: door.address, certificate: door.certificate, secret })
    }
}

/// What is kept of a secret. It has 128 random bits, so a plain hash will do.
pub(super) fn hash(secret: &str) -> Hash {
    let secret = secret.to_ascii_lowercase();
    Hash::new(blake3::derive_key("fairlead 2026 enrolment code v1", secret.as_bytes()))
}
