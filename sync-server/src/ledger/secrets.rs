//! What makes this server the server of its company. Kept in the encrypted database.

use ledger::{CompanyId, EnrolmentId, PublicKey, Signer};

use facts::Book;

use super::Trouble;
use crate::storage::{Read, StorageError, Write};
use crate::world::{Random, draw};

const SIGNING_KEY: &str = "server.signing_key";
const IDENTITY_KEY: &str = "company.identity_key";
const RECOVERY: &str = "company.recovery_recipient";

/// The server's keys, and the company's.
pub(crate) struct Secrets {
    signing_key: [u8; 32],
    /// Signs the server's records.
    pub(crate) signer: Signer,
    enrolment: EnrolmentId,
    /// The company's secret for identity tokens (DUP-02).
    pub(crate) identity_key: [u8; 32],
    /// Headquarters' age recipient, for which every device's database key is wrapped.
    pub(crate) recovery: String,
}

impl Secrets {
    /// Draws the keys of a new company.
    pub(crate) fn draw(random: &dyn Random, recovery: String) -> Self {
        Self::from_parts(draw(random), draw(random), recovery)
    }

    fn from_parts(signing_key: [u8; 32], identity_key: [u8; 32], recovery: String) -> Self {
        // The public half does not depend on the company, and the company's id depends on it.
        let public = Signer::new(&signing_key, CompanyId::new([0; 16])).public();
        let company = Book::company_id(&public);
        let enrolment = Book::enrolment_id(company, &public);
        Self {
            signing_key,
            signer: Signer::new(&signing_key, company),
            enrolment,
            identity_key,
            recovery,
        }
    }

    /// The server's enrolment.
    pub(crate) fn enrolment(&self) -> EnrolmentId {
        self.enrolment
    }

    /// The server's public key.
    pub(crate) fn public(&self) -> PublicKey {
        self.signer.public()
    }

    pub(crate) fn keep(&self, write: &mut dyn Write) -> Result<(), StorageError> {
        write.set_value(SIGNING_KEY, &self.signing_key)?;
        write.set_value(IDENTITY_KEY, &self.identity_key)?;
        write.set_value(RECOVERY, self.recovery.as_bytes())
    }

    pub(crate) fn load(read: &dyn Read) -> Result<Self, Trouble> {
        let recovery = read.value(RECOVERY)?.ok_or(Trouble::NotFounded)?;
        let recovery = String::from_utf8(recovery).map_err(|_| Trouble::NotFounded)?;
        Ok(Self::from_parts(fixed(read, SIGNING_KEY)?, fixed(read, IDENTITY_KEY)?, recovery))
    }
}

fn fixed<const N: usize>(read: &dyn Read, name: &str) -> Result<[u8; N], Trouble> {
    let value = read.value(name)?.ok_or(Trouble::NotFounded)?;
    value.try_into().map_err(|_| Trouble::NotFounded)
}
