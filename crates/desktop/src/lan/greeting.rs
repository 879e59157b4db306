//! What two devices say to each other before anything else.

use facts::{Book, Fact, read_book};
use ledger::{CompanyId, EnrolmentId, PublicKey, RawRecord, Record};
use minicbor::{Decode, Encode};
use protocol::RawRecords;

/// The largest greeting, in bytes.
pub(super) const GREETING_BYTES_MAX: usize = 64 * 1024;
/// How many certificates one greeting brings at most, the speaker's own among them.
const CERTIFICATES_MAX: usize = 100;
/// Bytes in front of each of them.
const RECORD_HEAD_BYTES: usize = 5;
/// How many bytes of certificates; what else a greeting says is short.
const CERTIFICATES_BYTES_MAX: usize = GREETING_BYTES_MAX - 1024;

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

/// What an enrolment shows of the company's records: its own certificate, and of the revocations the
/// newest that there is room for. The old ones have long gone round.
pub(super) fn certificates(held: &[Record], own: EnrolmentId, book: &Book) -> RawRecords {
    let (mut mine, mut revocations) = (Vec::new(), Vec::new());
    // What somebody else wrote who may not certify would only take the place of what counts.
    for record in held.iter().filter(|record| book.counts(record)) {
        match Fact::read(record) {
            Ok(Fact::Enrolment(certified)) if *certified.id == *own.as_bytes() => mine.push(record),
            Ok(Fact::Revocation(_)) => revocations.push(record),
            _ => {}
        }
    }
    revocations.sort_by_key(|record| std::cmp::Reverse(record.envelope().stamp.claimed_ms));
    let mut left = CERTIFICATES_BYTES_MAX;
    let fits = |record: &&Record| {
        let fits = left.checked_sub(record.encode().len() + RECORD_HEAD_BYTES);
        left = fits.unwrap_or(left);
        fits.is_some()
    };
    RawRecords::all(mine.into_iter().chain(revocations).filter(fits).take(CERTIFICATES_MAX))
}

/// The person behind a greeting, if the company certified this very key for this very enrolment and
/// has not revoked it, as far as either side knows.
pub(super) fn recognise(
    greeting: &Greeting,
    shown: &PublicKey,
    book: &Book,
    held: &[Record],
) -> Option<domain::PersonId> {
    if greeting.company != book.id || greeting.certificates.len() > CERTIFICATES_MAX {
        return None;
    }
    let mut records = held.to_vec();
    let shown_records = greeting.certificates.decode().filter_map(Result::ok);
    records.extend(shown_records.filter_map(|raw| certified(raw, greeting.enrolment, book)));
    let together = read_book(&records)?;
    let enrolled = together.enrolments.get(&greeting.enrolment)?;
    let good = enrolled.key == *shown && enrolled.revoked.is_none();
    good.then(|| enrolled.person.clone())
}

/// A certificate of the speaker's enrolment by the server, or a revocation by somebody whom we know.
fn certified(raw: RawRecord, speaker: EnrolmentId, book: &Book) -> Option<Record> {
    let envelope = raw.envelope().ok()?;
    let key = book.enrolments.get(&envelope.log.enrolment)?.key;
    let matters = match Fact::read(&raw.clone().already_verified().ok()?).ok()? {
        Fact::Enrolment(certified) => {
            book.is_server(&envelope.log.enrolment) && *certified.id == *speaker.as_bytes()
        }
        Fact::Revocation(_) => true,
        _ => false,
    };
    // Signatures cost; only those that matter are checked.
    if matters { raw.verify(&key).ok() } else { None }
}
