//! Devices that sign, and stores in temporary folders.

#![allow(dead_code, reason = "every test uses its own part of this")]

use std::path::PathBuf;

use domain::time::Instant;
use domain::{CardId, PersonId};
use facts::{kind, payload};
use ledger::{
    BootId, CompanyId, EnrolmentId, Head, Incarnation, LogId, Part, RECEIPT_KIND, Receipt, Record,
    Seq, Signer, Stamp, Unsigned,
};
use rusqlite::Connection;
use store::{DbKey, LeadRow, Store};
use tempfile::TempDir;

pub const KEY: [u8; 32] = [7; 32];

/// A store that goes away with its folder.
pub struct Place {
    pub folder: TempDir,
    pub store: Store,
}

impl Place {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = Store::create(folder.path().join("workspace.db"), &DbKey::new(KEY));
        Self { store: store.expect("a new store"), folder }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("workspace.db")
    }

    /// Closes the store and opens it again.
    pub fn reopened(self) -> Self {
        let Self { folder, store } = self;
        drop(store);
        let store = Store::open(folder.path().join("workspace.db"), &DbKey::new(KEY));
        Self { store: store.expect("the same store"), folder }
    }

    /// A connection of our own, past the crate's door.
    pub fn raw(&self) -> Connection {
        raw(&self.path())
    }

    /// Every row of a query, as text.
    pub fn dump(&self, sql: &str) -> Vec<String> {
        let connection = self.raw();
        let mut statement = connection.prepare(sql).expect("a query");
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| {
            let values = (0..columns).map(|i| row.get_ref(i).map(|value| format!("{value:?}")));
            values.collect::<Result<Vec<_>, _>>().map(|values| values.join("|"))
        });
        rows.expect("rows").collect::<Result<_, _>>().expect("rows")
    }

    /// Everything that is made from the records.
    pub fn derived(&self) -> Vec<String> {
        let keys = "select key, rank, id from record_key join record on position = record
            order by key, rank, id";
        let receipts =
            "select about, log, receipt_giver.boot, reach, rises, seq, id, through, receipt.boot,
            mono_ms, holds, claimed_ms from receipt join receipt_giver using (giver)
            order by about, log, receipt_giver.boot, seq, id";
        let linked = "select id from record_linked join record on position = record order by id";
        let heads = "select enrolment, incarnation, seq, id from log_head join log using (log)
            order by enrolment, incarnation";
        let registers = "select register.author, fair, number, id from register
            join record on position = record order by register.author, fair, number, id";
        [keys, receipts, registers, linked, heads].map(|sql| self.dump(sql)).concat()
    }

    pub fn ingest(&self, records: &[&Record]) -> Vec<store::Ingested> {
        let taken = self.store.write(|tx| records.iter().map(|record| tx.ingest(record)).collect());
        taken.unwrap_or_else(|error: store::Error| panic!("ingesting: {error}"))
    }

    pub fn put(&self, rows: &[LeadRow]) {
        let put = self.store.write(|tx| rows.iter().try_for_each(|row| tx.put_lead(row)));
        put.unwrap_or_else(|error: store::Error| panic!("putting leads: {error}"));
    }

    pub fn index_all(&self) {
        while self.store.index_pending(500).expect("indexing") > 0 {}
    }
}

pub fn raw(path: &std::path::Path) -> Connection {
    let connection = Connection::open(path).expect("the file");
    let hex: String = KEY.iter().map(|byte| format!("{byte:02x}")).collect();
    connection.execute_batch(&format!("pragma key = \"x'{hex}'\"")).expect("a key");
    connection
}

/// An enrolment that signs.
pub struct Device {
    signer: Signer,
    pub head: Head,
    author: String,
}

impl Device {
    pub fn new(n: u8) -> Self {
        let signer = Signer::new(&[n; 32], CompanyId::new([9; 16]));
        let log = LogId { enrolment: EnrolmentId::new([n; 16]), incarnation: Incarnation(1) };
        Self { signer, head: Head::start(log), author: format!("person{n}") }
    }

    pub fn log(&self) -> LogId {
        self.head.log
    }

    /// The same key with the chain as it was at `head`: a cloned disk.
    pub fn cloned_at(&self, n: u8, head: Head) -> Self {
        Self { head, ..Self::new(n) }
    }

    pub fn sign(&mut self, kind: &str, ranking: Vec<u8>, content: Option<Vec<u8>>) -> Record {
        let at = i64::try_from(self.head.seq.0 % 1_000).expect("a small number");
        let stamp = Stamp {
            claimed_ms: 1_773_277_200_000 + at * 60_000,
            boot: BootId::new([1; 16]),
            mono_ms: 1_000,
        };
        self.sign_at(stamp, kind, ranking, content)
    }

    /// The same, when its clocks show something else.
    pub fn sign_at(
        &mut self,
        stamp: Stamp,
        kind: &str,
        ranking: Vec<u8>,
        content: Option<Vec<u8>>,
    ) -> Record {
        let salted = |bytes: Vec<u8>| Part { salt: [3; 16], bytes: bytes.into() };
        let record = self.signer.sign(
            &self.head,
            Unsigned {
                author: self.author.clone(),
                kind: kind.to_owned(),
                stamp,
                anchors: Vec::new(),
                policy: None,
                ranking: Some(salted(ranking)),
                content: content.map(salted),
            },
        );
        self.head = Head::after(&record);
        record
    }

    /// A signed card with an identity token and a text.
    pub fn card(&mut self, n: u8, text: &str) -> Record {
        let ranking = payload::CardRanking {
            card: payload::card_bytes(card_by(&self.author, n)),
            fair: Some("spring".to_owned()),
            source: "conversation".to_owned(),
            name: Some([n % 4; 16].into()),
            register: u32::from(n),
            ..payload::CardRanking::default()
        };
        let content =
            payload::CardContent { company: text.to_owned(), ..payload::CardContent::default() };
        self.sign(kind::CARD, ranking.encode(), Some(content.encode()))
    }

    pub fn cards(&mut self, count: u8) -> Vec<Record> {
        (1..=count).map(|n| self.card(n, "海风")).collect()
    }

    /// A receipt about another device's chain as it is now.
    pub fn receipt(&mut self, about: &Device) -> Record {
        let receipt = Receipt {
            of: about.log(),
            through: about.head.seq,
            head: about.head.last,
            boot: BootId::new([1; 16]),
            mono_ms: 5,
            holds: true,
            beside: None,
        };
        self.sign(RECEIPT_KIND, receipt.encode(), None)
    }
}

/// The first device's nth card.
pub fn card(n: u8) -> CardId {
    card_by("person1", n)
}

fn card_by(author: &str, n: u8) -> CardId {
    CardId::mint(&PersonId::new(author), Instant(0), [n; 5])
}

pub fn nth_card(n: u32) -> CardId {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&n.to_be_bytes());
    CardId(bytes)
}

/// A row with a company name and nothing else to say.
pub fn lead(n: u32, company: &str) -> LeadRow {
    LeadRow {
        card: nth_card(n),
        customer: nth_card(n),
        company: company.to_owned(),
        person: String::new(),
        phone: String::new(),
        site: String::new(),
        matter: String::new(),
        notes: String::new(),
        fair: Some("spring".to_owned()),
        day: "2026-03-12".to_owned(),
        register: n,
        number: None,
        source: "conversation".to_owned(),
        signer: "wang".to_owned(),
        signed_ms: 1_000 + i64::from(n),
        owner: "wang".to_owned(),
        mine: true,
        helper: false,
        effective: true,
        draft: false,
        state: "provisional".to_owned(),
        held_by: "here".to_owned(),
        class: "unclassified".to_owned(),
        disputed: false,
        territory: "in".to_owned(),
        rule: "DUP-01".to_owned(),
        why: "{}".to_owned(),
        due_ms: None,
        due_kind: String::new(),
        wake_ms: None,
        updated_ms: 0,
        text_known: true,
    }
}

pub fn seq(n: u64) -> Seq {
    Seq(n)
}
