//! A laptop of the history, or its server: who signs there, how far its chain goes, what its clock says.

use domain::time::Instant;
use facts::Book;
use ledger::{
    BootId, CompanyId, Head, Incarnation, LogId, Part, Record, RecordId, Signer, Stamp, Unsigned,
};

pub(super) struct Desk {
    pub(super) person: &'static str,
    pub(super) signer: Signer,
    pub(super) head: Head,
    /// The newest receipts by the server and by a colleague, which it cites.
    pub(super) anchors: [Option<RecordId>; 2],
    /// By how much its clock is wrong.
    pub(super) shift_ms: i64,
    pub(super) boot: BootId,
}

impl Desk {
    pub(super) fn new(n: u8, person: &'static str, company: CompanyId) -> Self {
        let signer = Signer::new(&secret(n), company);
        let enrolment = Book::enrolment_id(company, &signer.public());
        let log = LogId { enrolment, incarnation: Incarnation(1) };
        Self {
            person,
            signer,
            head: Head::start(log),
            anchors: [None, None],
            shift_ms: 0,
            boot: BootId::new([n; 16]),
        }
    }

    /// Signs the next record of its chain.
    pub(super) fn write(&mut self, now: Instant, kind: &str, ranking: Vec<u8>) -> Record {
        let mut salt = *self.boot.as_bytes();
        salt[..8].copy_from_slice(&self.head.seq.0.to_be_bytes());
        let record = self.signer.sign(
            &self.head,
            Unsigned {
                author: self.person.to_owned(),
                kind: kind.to_owned(),
                stamp: Stamp {
                    claimed_ms: now.0 + self.shift_ms,
                    boot: self.boot,
                    mono_ms: mono(now),
                },
                anchors: self.anchors.into_iter().flatten().collect(),
                policy: None,
                ranking: Some(Part { salt, bytes: ranking.into() }),
                content: None,
            },
        );
        self.head = Head::after(&record);
        record
    }
}

/// The company that the server's key stands for.
pub(super) fn company(server: u8) -> CompanyId {
    Book::company_id(&Signer::new(&secret(server), CompanyId::new([0; 16])).public())
}

fn secret(n: u8) -> [u8; 32] {
    [n; 32]
}

/// What a machine's clock of its own shows.
pub(super) fn mono(now: Instant) -> u64 {
    // All machines were switched on at the same instant long ago.
    u64::try_from(now.0 - 1_773_000_000_000).unwrap_or(0)
}
