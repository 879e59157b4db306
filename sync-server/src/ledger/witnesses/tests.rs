//! What is chosen without looking at every receipt is what looking at every receipt finds.

use std::collections::BTreeSet;

use ledger::{
    BootId, CompanyId, EnrolmentId, Head, Incarnation, LogId, Part, RECEIPT_KIND, Signer, Stamp,
    Unsigned,
};
use proptest::prelude::*;

use super::*;

const GIVERS: u8 = 4;
const OF: LogId = LogId { enrolment: EnrolmentId::new([9; 16]), incarnation: Incarnation(1) };

/// A receipt as somebody gives it.
#[derive(Clone, Debug)]
struct Word {
    giver: u8,
    giver_boot: u8,
    through: u64,
    boot: u8,
    mono_ms: u64,
    holds: bool,
    founded: bool,
}

fn any_word() -> impl Strategy<Value = Word> {
    let whose = (0..GIVERS, 0..2u8);
    let said = (0..12u64, 0..3u8, 0..12u64, any::<bool>(), prop::bool::weighted(0.7));
    (whose, said).prop_map(|((giver, giver_boot), (through, boot, mono_ms, holds, founded))| Word {
        giver,
        giver_boot,
        through,
        boot,
        mono_ms,
        holds,
        founded,
    })
}

/// What honest givers say: further and later every time.
fn rising(mut words: Vec<Word>) -> Vec<Word> {
    let mut through: Vec<u64> = words.iter().map(|word| word.through).collect();
    through.sort_unstable();
    let half = words.len() / 2;
    for (at, (word, through)) in words.iter_mut().zip(through).enumerate() {
        // Several of one moment.
        (word.through, word.mono_ms) = (through, at as u64 / 3);
        word.boot = 1 + u8::from(at > half);
        word.giver_boot = u8::from(at > half);
    }
    words
}

fn any_words() -> impl Strategy<Value = Vec<Word>> {
    let words = || proptest::collection::vec(any_word(), 1..40);
    prop_oneof![words(), words().prop_map(rising)]
}

fn receipts(words: &[Word]) -> Vec<Given> {
    let mut heads: Vec<Head> = (0..GIVERS)
        .map(|n| EnrolmentId::new([n; 16]))
        .map(|enrolment| Head::start(LogId { enrolment, incarnation: Incarnation(1) }))
        .collect();
    let mut said = Vec::new();
    for word in words {
        let receipt = Receipt {
            of: OF,
            through: Seq(word.through),
            head: word.founded.then_some(RecordId::new([1; 32])),
            boot: BootId::new([word.boot; 16]),
            mono_ms: word.mono_ms,
            holds: word.holds,
            beside: None,
        };
        let signer = Signer::new(&[word.giver + 1; 32], CompanyId::new([0; 16]));
        let boot = BootId::new([word.giver_boot; 16]);
        let head = &mut heads[usize::from(word.giver)];
        let record = signer.sign(
            head,
            Unsigned {
                author: format!("person {}", word.giver),
                kind: RECEIPT_KIND.to_owned(),
                stamp: Stamp { claimed_ms: 0, boot, mono_ms: 0 },
                anchors: Vec::new(),
                policy: None,
                ranking: Some(Part { salt: [0; 16], bytes: receipt.encode().into() }),
                content: None,
            },
        );
        *head = Head::after(&record);
        said.push((receipt, record));
    }
    said
}

fn heard(giver: &EnrolmentId) -> Heard {
    match giver.as_bytes()[0] {
        0 => Heard::Server,
        1 => Heard::Office,
        2 => Heard::Colleague,
        _ => Heard::Not,
    }
}

fn founded(receipt: &Receipt) -> Result<bool, StorageError> {
    Ok(receipt.head.is_some())
}

fn ids<'r>(records: impl IntoIterator<Item = &'r Record>) -> BTreeSet<RecordId> {
    records.into_iter().map(Record::id).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_counts_is_passed_over(
        words in any_words(),
        order in any::<u8>(),
        places in proptest::collection::vec((0..14u64, 0..3u8, 0..12u64), 12),
    ) {
        let all = receipts(&words);
        let mut arrived: Vec<&Given> = all.iter().collect();
        arrived.sort_by_key(|(_, record)| record.id().as_bytes()[0] ^ order);
        let mut about = About::default();
        arrived.iter().for_each(|given| about.insert((*given).clone()));
        // Twice is harmless.
        arrived.iter().for_each(|given| about.insert((*given).clone()));
        for (seq, boot, mono_ms) in places {
            let place = Place { log: OF, seq: Seq(seq), boot: BootId::new([boot; 16]), mono_ms };
            let found = about.bearing(&place, &heard, founded).expect("in memory");
            let read = choose(&all, &place, &heard, founded).expect("in memory");
            prop_assert_eq!(ids(&found), ids(read), "{:?}", place);
            let reaching = all.iter().filter(|(receipt, _)| receipt.through >= place.seq);
            prop_assert_eq!(
                ids(about.reaching(place.seq)),
                ids(reaching.map(|(_, record)| record))
            );
            let held = about.holding(&place, &heard);
            let holding = all.iter().filter(|(receipt, giver)| {
                let heard = heard(&giver.envelope().log.enrolment) != Heard::Not;
                heard && receipt.holds && receipt.through >= place.seq
            });
            let (by_server, by_others): (Vec<_>, Vec<_>) = holding
                .map(|(_, giver)| giver)
                .partition(|giver| heard(&giver.envelope().log.enrolment) == Heard::Server);
            prop_assert!(ids(by_others).is_subset(&ids(&held)), "{:?}", place);
            prop_assert!(ids(&held).is_subset(&ids(all.iter().map(|(_, giver)| giver))));
            let first = |given: &mut dyn Iterator<Item = &Record>| {
                let server = given.filter(|giver| heard(&giver.envelope().log.enrolment) == Heard::Server);
                server.map(|giver| giver.envelope().seq).min()
            };
            prop_assert_eq!(first(&mut held.iter()), first(&mut by_server.into_iter()));
        }
        for (receipt, record) in &all {
            let by_server = heard(&record.envelope().log.enrolment) == Heard::Server;
            let of = record.envelope();
            let earlier = || all.iter().filter(|(said, other)| {
                let other = other.envelope();
                let one = by_server || other.stamp.boot == of.stamp.boot;
                let counts = by_server || said.head.is_some();
                other.log == of.log && one && counts && other.seq < of.seq
            });
            let furthest = |fits: &dyn Fn(&Receipt) -> bool| {
                let fit = earlier().filter(|(said, _)| fits(said));
                fit.map(|(said, _)| said.through).max().unwrap_or(Seq::ZERO)
            };
            let expected = (
                furthest(&|said| said.holds || !receipt.holds),
                furthest(&|said| said.boot == receipt.boot),
            );
            let found = about.reached_before((receipt, record), by_server, founded);
            prop_assert_eq!(found.expect("in memory"), expected);
        }
    }
}
