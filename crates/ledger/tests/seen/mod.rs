//! Records and those who saw them. Times are minutes of one day; the laptop's monotonic clock shows minutes
//! since it was switched on.

#![allow(dead_code)] // Each test file is a crate of its own and uses its share.

use ledger::evidence::{Evidence, Grade, Witness, weigh};
use ledger::{
    BootId, CompanyId, EnrolmentId, Envelope, Head, Incarnation, LogId, Receipt, RecordId, Seq,
    Signer, Stamp, Unsigned,
};

pub const MINUTE: i64 = 60_000;
pub const BOUNDED_MS: i64 = 36 * 60 * MINUTE;

pub fn log() -> LogId {
    LogId { enrolment: EnrolmentId::new([1; 16]), incarnation: Incarnation(1) }
}

pub fn id(n: u8) -> RecordId {
    RecordId::new([n; 32])
}

/// An envelope at position 5, signed when the wall clock claimed `claimed`.
pub fn envelope(claimed: i64, boot: u8, mono: u64, anchors: &[u8]) -> Envelope {
    let head = Head { log: log(), seq: Seq(4), last: Some(id(200)) };
    let unsigned = Unsigned {
        author: "wangfang".to_owned(),
        kind: "card.signed".to_owned(),
        stamp: Stamp {
            claimed_ms: claimed * MINUTE,
            boot: BootId::new([boot; 16]),
            mono_ms: mono * MINUTE as u64,
        },
        anchors: anchors.iter().map(|n| id(*n)).collect(),
        policy: None,
        ranking: None,
        content: None,
    };
    Signer::new(&[1; 32], CompanyId::new([9; 16])).sign(&head, unsigned).envelope().clone()
}

/// An outsider saw the chain end at `through` when it was `at`, and the laptop showed `boot`, `mono`.
pub fn witness(n: u8, at: i64, through: u64, boot: u8, mono: u64) -> Witness {
    let receipt = Receipt {
        of: log(),
        through: Seq(through),
        head: None,
        boot: BootId::new([boot; 16]),
        mono_ms: mono * MINUTE as u64,
        holds: true,
        beside: None,
    };
    Witness::server(id(n), at * MINUTE, receipt)
}

/// The same, but said by a colleague whose own time is proven like this.
pub fn colleague(
    by: Witness,
    grade: Grade,
    from: Option<i64>,
    to: Option<i64>,
    office: bool,
) -> Witness {
    let evidence = Evidence {
        corrected_ms: by.at_ms,
        claimed_ms: by.at_ms,
        not_before_ms: from.map(|from| from * MINUTE),
        not_after_ms: to.map(|to| to * MINUTE),
        not_before_by: None,
        not_after_by: None,
        grade,
        contradicted: false,
    };
    Witness::colleague(by.id, &evidence, by.receipt, office)
}

pub fn weighed(envelope: &Envelope, cited: &[Witness], later: &[Witness]) -> Evidence {
    weigh(envelope, &[cited, later].concat(), None, BOUNDED_MS)
}
