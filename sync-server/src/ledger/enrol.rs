//! Enrolment: a code and the proof of a key become a certificate.

use domain::PersonId;
use facts::{Book, Key, kind, payload};
use ledger::{PublicKey, Record};
use protocol::RawRecords;
use protocol::enrol::{Reply, Request, proof_domain, proof_message};
use protocol::limits::DEVICE_CHARS_MAX;
use thiserror::Error;

use super::desk::Desk;
use super::{Ledger, Trouble, codes};
use crate::storage::{Read, StorageError, StoredCode};

/// Why a laptop was not enrolled.
#[derive(Debug, Error)]
pub enum EnrolRefusal {
    /// The request makes no sense: a weak key, a recipient that is none, a proof that does not fit.
    #[error("the request does not prove its key")]
    Unproven,
    /// The code is unknown, used or expired. Nobody is told which.
    #[error("the code is not good")]
    Code,
    /// The ledger could not do its work.
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl From<StorageError> for EnrolRefusal {
    fn from(error: StorageError) -> Self {
        Self::Trouble(error.into())
    }
}

impl Ledger {
    /// Enrols a laptop. One that lost the answer may ask again with the same code and the same key.
    ///
    /// # Errors
    /// [`EnrolRefusal`].
    pub fn enrol(&self, request: &Request) -> Result<Reply, EnrolRefusal> {
        let key = proven_key(request).ok_or(EnrolRefusal::Unproven)?;
        let hash = codes::hash(&request.secret);
        let mut desk = Desk::open(self)?;
        let enrolment = Book::enrolment_id(desk.book.id, &key);
        let code = desk.write.code(&hash)?.ok_or(EnrolRefusal::Code)?;
        let known = desk.book.enrolments.contains_key(&enrolment);
        let again = known && code.used_by == Some(enrolment);
        if desk.now() >= code.expires || known != again || !(again || self.is_good(&desk, &code)) {
            return Err(EnrolRefusal::Code);
        }
        if !again {
            let certificate = payload::Enrolment {
                id: (*enrolment.as_bytes()).into(),
                person: code.person.to_string(),
                signing_key: key.to_bytes().into(),
                recipient: request.recipient.clone(),
                device: request.device.clone(),
            };
            let certificate = desk.sign(kind::ENROLMENT, certificate.encode())?;
            desk.enter(&[certificate])?;
            let used = StoredCode { used_by: Some(enrolment), ..code.clone() };
            desk.write.set_code(&hash, &used)?;
        }
        let company = company(&*desk.write, &desk.book)?;
        let now_ms = desk.now().0;
        desk.commit()?;
        Ok(Reply {
            enrolment,
            person: code.person.to_string(),
            company,
            identity_key: self.secrets.identity_key,
            recovery: self.secrets.recovery.clone(),
            now_ms,
        })
    }

    fn is_good(&self, desk: &Desk<'_>, code: &StoredCode) -> bool {
        let works_here = |person: &PersonId| {
            desk.book.company.person(person, desk.now()).is_some_and(|person| person.active)
        };
        code.used_by.is_none() && works_here(&code.person)
    }
}

/// The key of a request that proves to have it, and whose other fields can be kept.
fn proven_key(request: &Request) -> Option<PublicKey> {
    let key = PublicKey::from_bytes(&request.signing_key)?;
    let message = proof_message(&request.secret, &request.signing_key, &request.recipient);
    let device = &request.device;
    let good = key.verifies_in(proof_domain(), &message, &request.proof)
        && request.recipient.parse::<age::x25519::Recipient>().is_ok()
        && device.chars().count() <= DEVICE_CHARS_MAX
        && !device.chars().any(char::is_control);
    good.then_some(key)
}

/// Everything about the company, the new certificate among it.
fn company(read: &dyn Read, book: &Book) -> Result<RawRecords, StorageError> {
    let mut records = read.arrived_under(&Key::Company, 0)?;
    records.retain(|record| book.counts(record));
    // What is not for everybody comes with the feed.
    let records: Vec<Record> = records.iter().map(Record::without_content).collect();
    Ok(RawRecords::all(&records))
}
