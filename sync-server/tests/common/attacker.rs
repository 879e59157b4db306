//! What somebody does who has changed his program and has his own keys.

use domain::CardId;
use domain::card::Proof;
use domain::time::Instant;
use facts::{Customer, kind};
use ledger::{BootId, Head, Incarnation, LogId, Part, Receipt, Record, Stamp, Unsigned};

use super::{Company, Laptop, Lead};

pub fn customer(company: &Company, card: CardId, as_of: Instant) -> Customer {
    company.ledger().view(card, as_of).unwrap().unwrap()
}

/// Signs with a clock that its program makes up, citing nothing.
pub fn sign_as_of(
    laptop: &mut Laptop,
    kind: &str,
    parts: (Vec<u8>, Option<Vec<u8>>),
    at: Instant,
) -> Record {
    let part = |bytes: Vec<u8>| Part { salt: [5; 16], bytes: bytes.into() };
    let stamp = Stamp { claimed_ms: at.0, boot: laptop.boot, mono_ms: at.0.unsigned_abs() };
    let unsigned = Unsigned {
        author: laptop.person.clone(),
        kind: kind.to_owned(),
        stamp,
        anchors: Vec::new(),
        policy: None,
        ranking: Some(part(parts.0)),
        content: parts.1.map(part),
    };
    let record = laptop.signer.sign(&laptop.head, unsigned);
    laptop.head = Head::after(&record);
    laptop.records.insert(record.id(), record.clone());
    record
}

/// Goes on in another chain, as a laptop does that was put back.
pub fn begin_anew(laptop: &mut Laptop, incarnation: u32) {
    let log = LogId { enrolment: laptop.enrolment, incarnation: Incarnation(incarnation) };
    laptop.head = Head::start(log);
}

pub fn card_as_of(laptop: &mut Laptop, lead: Lead<'_>, at: Instant) -> CardId {
    let (card, ranking, content) = laptop.card_payload(lead);
    sign_as_of(laptop, kind::CARD, (ranking, Some(content)), at);
    card
}

pub fn proof_of(customer: &Customer, card: CardId) -> (Proof, Instant) {
    let time = customer.cluster.cards[&card].signed.time;
    (time.proof, time.at)
}

/// A receipt about a record, of which its giver says what its device's clock showed him.
pub fn receipt(about: &Record, boot: BootId, mono_ms: u64) -> Receipt {
    let envelope = about.envelope();
    let (of, through, head) = (envelope.log, envelope.seq, Some(about.id()));
    Receipt { of, through, head, boot, mono_ms, holds: false, beside: None }
}
