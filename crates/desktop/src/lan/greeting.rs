//! What two devices say to each other before anything else.

use facts::{Book, Fact, read_book};
use ledger::{CompanyId, EnrolmentId, PublicKey, Record};
use minicbor::{Decode, Encode};
use protocol::RawRecords;

/// Who I am, and what certifies it.
#[derive(Clone, Debug, Encode, Decode)]
#[cbor(map)]
pub(super) struct Greeting {
    /// Whose company.
    #[n(0)]
    pub(super) company: CompanyId,
    /// Which enrolment.
    #[n(1)]
    pub(super) enrolment: EnrolmentId,
    /// The server's certificate of it, and revocations that the peer may not know yet. Nobody else's
    /// certificate: who works here is nobody's business.
    #[n(2)]
    pub(super) certificates: RawRecords,
    /// Whether the words were compared before.
    #[n(3)]
    pub(super) known: bool,
}

/// What an enrolment shows of the company's records.
pub(super) fn certificates(held: &[Record], own: EnrolmentId) -> RawRecords {
    RawRecords::all(held.iter().filter(|record| match Fact::read(record) {
        Ok(Fact::Enrolment(certified)) => *certified.id == *own.as_bytes(),
        Ok(Fact::Revocation(_)) => true,
        _ => false,
    }))
}

/// The person behind a greeting, if the company certified this very key for this very enrolment and
/// has not revoked it, as far as either side knows.
pub(super) fn recognise(
    greeting: &Greeting,
    shown: &PublicKey,
    book: &Book,
    held: &[Record],
) -> Option<domain::PersonId> {
    if greeting.company != book.id {
        return None;
    }
    let server = book.enrolments.get(&book.server)?.key;
    let mut records = held.to_vec();
    for raw in greeting.certificates.decode().filter_map(Result::ok) {
        let by_server = raw.envelope().is_ok_and(|envelope| envelope.log.enrolment == book.server);
        let record = if by_server { raw.verify(&server).ok() } else { revocation(raw, book) };
        records.extend(record);
    }
    let together = read_book(&records)?;
    let enrolled = together.enrolments.get(&greeting.enrolment)?;
    let good = enrolled.key == *shown && enrolled.revoked.is_none();
    good.then(|| enrolled.person.clone())
}

/// A revocation that headquarters signed and we have not seen.
fn revocation(raw: ledger::RawRecord, book: &Book) -> Option<Record> {
    let envelope = raw.envelope().ok()?;
    let key = book.enrolments.get(&envelope.log.enrolment)?.key;
    let record = raw.verify(&key).ok()?;
    matches!(Fact::read(&record), Ok(Fact::Revocation(_))).then_some(record)
}
