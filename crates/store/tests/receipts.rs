//! The few receipts that bear on a record are found without reading the others, and are the same.

mod support;

use std::collections::BTreeSet;

use facts::receipts::{Heard, Place as At};
use facts::{Key, Records};
use ledger::{BootId, EnrolmentId, LogId, RECEIPT_KIND, Receipt, Record, RecordId, Seq, Stamp};
use proptest::prelude::*;
use store::Store;
use support::{Device, Place};

/// The same store, asked for nothing but what every database of records can do.
struct Whole<'s>(&'s Store);

impl Records for Whole<'_> {
    type Error = store::Error;

    fn record(&self, id: &RecordId) -> Result<Option<Record>, store::Error> {
        self.0.record(id)
    }

    fn under(&self, key: &Key, from_rank: u64) -> Result<Vec<Record>, store::Error> {
        self.0.under(key, from_rank)
    }

    fn at_position(&self, log: LogId, seq: Seq) -> Result<usize, store::Error> {
        self.0.at_position(log, seq)
    }
}

/// A receipt as somebody gives it, honest or not.
#[derive(Clone, Debug)]
struct Word {
    giver: usize,
    giver_boot: u8,
    through: u64,
    boot: u8,
    mono_ms: u64,
    holds: bool,
    head: Head,
    claimed_ms: i64,
}

/// What a receipt names as the end of the chain.
#[derive(Clone, Copy, Debug)]
enum Head {
    /// The record at the place.
    True,
    /// That of a branch.
    Branch,
    /// Another one.
    Wrong,
    /// None.
    Absent,
}

const CHAIN: u64 = 12;
const GIVERS: usize = 4;

fn any_word() -> impl Strategy<Value = Word> {
    let through = prop_oneof![9 => 0..CHAIN + 3, 1 => any::<u64>()];
    let mono_ms = prop_oneof![9 => 0..12u64, 1 => any::<u64>()];
    let head = prop_oneof![
        6 => Just(Head::True), 2 => Just(Head::Branch), 1 => Just(Head::Wrong), 1 => Just(Head::Absent),
    ];
    let whose = (0..GIVERS, 0..2u8);
    let said = (through, 0..3u8, mono_ms, any::<bool>(), head, 0..9i64);
    (whose, said).prop_map(|((giver, giver_boot), (through, boot, mono_ms, holds, head, at))| {
        Word { giver, giver_boot, through, boot, mono_ms, holds, head, claimed_ms: at }
    })
}

/// What honest givers say: further and later every time.
fn rising(words: Vec<Word>) -> Vec<Word> {
    let mut rising = words;
    let mut through: Vec<u64> = rising.iter().map(|word| word.through % (CHAIN + 1)).collect();
    through.sort_unstable();
    let count = rising.len();
    for (at, (word, through)) in rising.iter_mut().zip(through).enumerate() {
        word.through = through;
        word.boot = 1 + u8::from(at > count / 2);
        word.mono_ms = at as u64;
        word.claimed_ms = at as i64;
    }
    rising
}

fn any_words() -> impl Strategy<Value = Vec<Word>> {
    let words = || proptest::collection::vec(any_word(), 1..40);
    prop_oneof![words(), words().prop_map(rising)]
}

/// A chain with a branch, and what everybody says about it.
fn histories(words: &[Word]) -> (Vec<Record>, Vec<Record>) {
    let mut device = Device::new(9);
    let mut chain: Vec<Record> = (0..CHAIN / 2).map(|n| device.card(n as u8, "海风")).collect();
    let mut branch = device.cloned_at(9, device.head);
    chain.extend((CHAIN / 2..CHAIN).map(|n| device.card(n as u8, "海风")));
    let branch: Vec<Record> = (0..4).map(|n| branch.card(100 + n, "分支")).collect();
    let mut givers: Vec<Device> = (1..=GIVERS as u8).map(Device::new).collect();
    let mut said = Vec::new();
    for word in words {
        let at = |records: &[Record]| {
            let found = records.iter().find(|record| record.envelope().seq.0 == word.through);
            found.map(Record::id)
        };
        let receipt = Receipt {
            of: device.log(),
            through: Seq(word.through),
            head: match word.head {
                Head::True => at(&chain),
                Head::Branch => at(&branch),
                Head::Wrong => Some(chain[0].id()),
                Head::Absent => Some(RecordId::new([0; 32])),
            },
            boot: BootId::new([word.boot; 16]),
            mono_ms: word.mono_ms,
            holds: word.holds,
            beside: None,
        };
        let stamp = Stamp {
            claimed_ms: word.claimed_ms,
            boot: BootId::new([word.giver_boot; 16]),
            mono_ms: 0,
        };
        said.push(givers[word.giver].sign_at(stamp, RECEIPT_KIND, receipt.encode(), None));
    }
    chain.extend(branch);
    (chain, said)
}

/// The first giver is the server, the second in office, the last nobody.
fn heard(giver: &EnrolmentId) -> Heard {
    match giver.as_bytes()[0] {
        1 => Heard::Server,
        2 => Heard::Office,
        3 => Heard::Colleague,
        _ => Heard::Not,
    }
}

fn ids(records: Vec<Record>) -> BTreeSet<RecordId> {
    records.iter().map(Record::id).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_bears_on_a_record_is_what_reading_everything_finds(
        words in any_words(),
        order in any::<[u8; 32]>(),
        lacking in 0..5usize,
        places in proptest::collection::vec((0..CHAIN + 3, 0..3u8, 0..12u64), 12),
    ) {
        let (chain, said) = histories(&words);
        let place = Place::new();
        // Some heads never come.
        let mut arrived: Vec<&Record> = chain.iter().skip(lacking).chain(&said).collect();
        arrived.sort_by_key(|record| {
            let byte = |at: usize| record.id().as_bytes()[at] ^ order[at];
            (byte(0), byte(1), record.id())
        });
        place.ingest(&arrived);
        let (store, whole) = (&place.store, Whole(&place.store));
        for (seq, boot, mono_ms) in places {
            let (log, boot) = (chain[0].envelope().log, BootId::new([boot; 16]));
            let about = At { log, seq: Seq(seq), boot, mono_ms };
            prop_assert_eq!(
                ids(store.bearing(&about, &heard).expect("found")),
                ids(whole.bearing(&about, &heard).expect("read")),
                "{:?}", about
            );
            let found = store.holding(&about, &heard).expect("found");
            let read = whole.holding(&about, &heard).expect("read");
            let by_server = |record: &&Record| heard(&record.envelope().log.enrolment) == Heard::Server;
            let first = |records: &[Record]| {
                let by_server = records.iter().filter(by_server);
                by_server.map(|record| record.envelope().stamp.claimed_ms).min()
            };
            prop_assert_eq!(first(&found), first(&read), "{:?}", about);
            let others = |mut records: Vec<Record>| {
                records.retain(|record| !by_server(&record));
                ids(records)
            };
            prop_assert_eq!(others(found), others(read), "{:?}", about);
        }
    }
}
