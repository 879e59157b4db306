//! Rulebook M1: any permutation, duplication or split of the same facts over any number of replicas
//! gives byte-identical rulings and reason lists. Never skipped.

use std::collections::BTreeMap;

use convergence::{Deed, History, Memory};
use domain::fair::alert::alerts;
use domain::ruling::{Outcome, Owner, Reason, Ruling, State, next_turn_by_clock};
use domain::time::Instant;
use domain::{CardId, FairId};
use facts::{Book, Gather, Records, ruling_bytes};
use ledger::Record;
use proptest::prelude::*;
use store::{DbKey, Store};

fn deed() -> impl Strategy<Value = Deed> {
    let who = || 0..History::PEOPLE;
    let n = || 0..16usize;
    prop_oneof![
        6 => (who(), [n(), n(), n(), n()], n()).prop_map(|(who, [name, phone, site, code], source)| {
            Deed::Sign { who, name, phone, site, code, source }
        }),
        4 => (who(), proptest::option::of(who())).prop_map(|(who, by)| Deed::Meet { who, by }),
        1 => (who(), -600..600i64).prop_map(|(who, minutes)| Deed::Turn { who, minutes }),
        3 => (who(), n(), 0..History::PEOPLE + 1, any::<bool>(), any::<bool>()).prop_map(
            |(who, card, to, reason, overriding)| Deed::Assign { who, card, to, reason, overriding }
        ),
        1 => (who(), n()).prop_map(|(who, card)| Deed::Countersign { who, card }),
        1 => (who(), n()).prop_map(|(who, card)| Deed::Withdraw { who, card }),
        1 => (who(), n()).prop_map(|(who, card)| Deed::ExcuseLate { who, card }),
        1 => (who(), [n(), n()], proptest::option::of(who()), any::<bool>()).prop_map(
            |(who, cards, with, crooked)| Deed::Deal { who, cards, with, crooked }
        ),
        1 => (who(), n(), n(), any::<bool>()).prop_map(|(who, a, b, same)| Deed::Decide {
            who, a, b, same
        }),
        2 => (who(), [n(), n(), n(), n()], any::<bool>()).prop_map(
            |(who, [card, name, phone, site], only_site)| Deed::Correct {
                who, card, name, phone, site, only_site
            }
        ),
        2 => (who(), n(), any::<bool>()).prop_map(|(who, correction, approve)| Deed::Approve {
            who, correction, approve
        }),
        1 => who().prop_map(|who| Deed::Seal { who }),
        3 => n().prop_map(|card| Deed::Register { card }),
        1 => n().prop_map(|card| Deed::Undo { card }),
        2 => (who(), n(), any::<bool>()).prop_map(|(who, card, adopt)| Deed::Rule {
            who, card, adopt
        }),
        1 => (who(), n()).prop_map(|(who, card)| Deed::Appeal { who, card }),
        1 => (who(), n()).prop_map(|(who, card)| Deed::Call { who, card }),
        1 => (who(), [n(), n(), n()]).prop_map(|(who, [name, phone, site])| Deed::Draft {
            who, name, phone, site
        }),
        1 => (who(), n()).prop_map(|(who, card)| Deed::Judge { who, card }),
        1 => (who(), n()).prop_map(|(who, draft)| Deed::HandIn { who, draft }),
        1 => (who(), any::<bool>()).prop_map(|(who, excused)| Deed::Excuse { who, excused }),
        3 => (who(), [n(), n(), n()], who(), who()).prop_map(
            |(who, [part, offence, verdict], person, about)| Deed::Speak {
                who, part, offence, person, about, verdict
            }
        ),
        3 => (0..400i64).prop_map(|minutes| Deed::Pass { minutes }),
        // Longer than the waiting period: what was registered becomes final.
        1 => (4_320..9_000i64).prop_map(|minutes| Deed::Pass { minutes }),
        // Not whoever assigns: without him little would happen.
        1 => (1..5usize).prop_map(|who| Deed::Leave { who }),
    ]
}

fn rulings<R: Records<Error: std::fmt::Debug>>(
    records: &R,
    book: &Book,
    cards: &[CardId],
    as_of: Instant,
) -> BTreeMap<CardId, Vec<u8>> {
    let gather = Gather::new(records, book);
    let bytes = |card: &CardId| {
        let customer = gather.customer(*card, as_of).expect("a database that answers");
        customer.map(|customer| ruling_bytes(&customer.ruling)).unwrap_or_default()
    };
    cards.iter().map(|card| (*card, bytes(card))).collect()
}

/// What the fair gives to look at and what it calls for, in words: every fact that they are made of is in them.
fn review<R: Records<Error: std::fmt::Debug>>(records: &R, book: &Book, as_of: Instant) -> String {
    let gather = Gather::new(records, book);
    let fair = FairId::new("F1");
    let diary = gather.diary(&fair, as_of).expect("a database that answers");
    let shown = alerts(&diary, &book.company, as_of);
    let customers = gather.customers_of(&diary, as_of).expect("a database that answers");
    let of_rulings = gather.alerts_of_rulings(&diary, &customers);
    let affairs = gather.affairs(&diary, as_of, as_of).expect("a database that answers");
    let evenings = gather.evenings(&fair, as_of).expect("a database that answers");
    let own = gather.affairs(&evenings, as_of, as_of).expect("a database that answers");
    assert_eq!(own, affairs, "what one's own page shows is what the desk shows");
    format!("{shown:#?}\n{of_rulings:#?}\n{affairs:#?}")
}

fn memory<'r>(records: impl IntoIterator<Item = &'r Record>) -> Memory {
    let mut memory = Memory::default();
    records.into_iter().for_each(|record| memory.take(record));
    memory
}

fn decided(ruling: &Ruling) -> bool {
    ruling.reasons.iter().any(|reason| matches!(reason, Reason::CaseDecided { .. }))
}

fn history(deeds: &[Deed]) -> History {
    let mut history = History::found();
    deeds.iter().for_each(|deed| history.perform(deed));
    history
}

/// How many histories: a fixed share in every run, more when asked.
fn cases() -> u32 {
    std::env::var("FAIRLEAD_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn order_duplication_and_splits_change_no_byte(
        deeds in proptest::collection::vec(deed(), 1..24),
        keys in proptest::collection::vec(any::<(u64, u8)>(), 256),
        later in 0..200i64,
    ) {
        let history = history(&deeds);
        let as_of = history.now.plus_hours(later);
        let book = history.book();
        let expected = rulings(&memory(&history.records), &book, &history.cards, as_of);
        let reviewed = review(&memory(&history.records), &book, as_of);

        // Shuffled, some twice.
        let key = |i: usize| keys[i % keys.len()];
        let mut shuffled: Vec<(u64, &Record)> = Vec::new();
        for (i, record) in history.records.iter().enumerate() {
            let (order, twice) = key(i);
            shuffled.push((order ^ i as u64, record));
            if twice % 3 == 0 {
                shuffled.push((order.rotate_left(17), record));
            }
        }
        shuffled.sort_by_key(|(order, _)| *order);
        let order: Vec<Record> = shuffled.iter().map(|(_, record)| (*record).clone()).collect();
        let shuffled_book = facts::read_book(&order).expect("the founding record is there");
        prop_assert_eq!(&rulings(&memory(&order), &shuffled_book, &history.cards, as_of), &expected);
        prop_assert_eq!(&review(&memory(&order), &shuffled_book, as_of), &reviewed);

        // Split over three replicas, which then meet.
        let mut replicas = [Memory::default(), Memory::default(), Memory::default()];
        let part = |i: usize| usize::from(key(i).1) % 3;
        for (i, record) in history.records.iter().enumerate() {
            replicas[part(i)].take(record);
        }
        for (at, replica) in replicas.iter_mut().enumerate() {
            let others = history.records.iter().enumerate().rev().filter(|(i, _)| part(*i) != at);
            others.for_each(|(_, record)| replica.take(record));
            prop_assert_eq!(&rulings(replica, &book, &history.cards, as_of), &expected);
            prop_assert_eq!(&review(replica, &book, as_of), &reviewed);
        }
    }

    #[test]
    fn time_alone_changes_a_ruling_only_when_it_was_foretold(
        deeds in proptest::collection::vec(deed(), 1..24),
        minutes in -600..20_000i64,
    ) {
        let history = history(&deeds);
        let (book, memory) = (history.book(), memory(&history.records));
        let gather = Gather::new(&memory, &book);
        let as_of = history.now.plus_minutes(minutes);
        for card in &history.cards {
            let Ok(customer) = gather.customer(*card, as_of);
            let customer = customer.expect("a signed card has a customer");
            let next = next_turn_by_clock(&customer.cluster, &book.company, as_of);
            let until = next.unwrap_or(as_of.plus_hours(50_000)).plus_ms(-1);
            let middle = as_of.plus_ms(until.ms_since(as_of) / 2);
            for then in [middle, until] {
                let Ok(later) = gather.customer(*card, then);
                let later = later.expect("it is still there");
                prop_assert_eq!(ruling_bytes(&later.ruling), ruling_bytes(&customer.ruling));
            }
        }
    }

    #[test]
    fn every_customer_has_one_owner_and_every_answer_its_rule(
        deeds in proptest::collection::vec(deed(), 1..24),
        later in 0..200i64,
    ) {
        let history = history(&deeds);
        let (book, memory) = (history.book(), memory(&history.records));
        let gather = Gather::new(&memory, &book);
        for card in &history.cards {
            let Ok(customer) = gather.customer(*card, history.now.plus_hours(later));
            let customer = customer.expect("a signed card has a customer");
            let ruling = &customer.ruling;
            prop_assert!(!ruling.rules().is_empty());
            prop_assert!(!ruling.reasons.is_empty());
            if let Owner::Person(owner) = &ruling.owner {
                // The one owner without an act is he who stays one while it is decided whether the
                // customer is another's.
                prop_assert!(ruling.founded_on.is_some() || ruling.version() > 1);
                prop_assert!(!ruling.helpers.contains(owner));
            }
            // M4: an incompetent act changes nothing but the list of acts and the reasons that say so.
            let mut without = customer.cluster.clone();
            let void: Vec<_> =
                ruling.acts.iter().filter(|act| act.void.is_some()).map(|act| act.act).collect();
            without.assignments.retain(|act| !void.contains(&act.id));
            let again = domain::ruling::rule(&without, &book.company, history.now.plus_hours(later));
            let again = again.expect("the cards are still there");
            prop_assert_eq!(&again.owner, &ruling.owner);
            prop_assert_eq!(&again.effective, &ruling.effective);
            prop_assert_eq!(&again.credit, &ruling.credit);
            prop_assert_eq!(&again.helpers, &ruling.helpers);
            prop_assert_eq!(&again.proposal, &ruling.proposal);
        }
    }
}

proptest! {
    // Each of these makes a database.
    #![proptest_config(ProptestConfig { cases: cases() / 50, failure_persistence: None, ..ProptestConfig::default() })]

    /// A laptop reads by its indexes, and of the receipts only those that bear on a record.
    #[test]
    fn what_a_laptop_does_not_read_changes_no_byte(
        deeds in proptest::collection::vec(deed(), 1..40),
        order in any::<[u8; 2]>(),
        later in 0..200i64,
    ) {
        let history = history(&deeds);
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::create(folder.path().join("laptop.db"), &DbKey::new([1; 32]));
        let store = store.expect("a database");
        let mut arrived: Vec<&Record> = history.records.iter().collect();
        let key = |record: &Record| {
            let id = record.id();
            [0, 1].map(|at| id.as_bytes()[at] ^ order[at])
        };
        arrived.sort_by_key(|record| key(record));
        let taken = store.write(|tx| arrived.iter().try_for_each(|r| tx.ingest(r).map(drop)));
        prop_assert!(taken.is_ok(), "{taken:?}");
        let (book, as_of) = (history.book(), history.now.plus_hours(later));
        let expected = rulings(&memory(&history.records), &book, &history.cards, as_of);
        prop_assert_eq!(rulings(&store, &book, &history.cards, as_of), expected);
        let reviewed = review(&memory(&history.records), &book, as_of);
        prop_assert_eq!(review(&store, &book, as_of), reviewed);
    }
}

proptest! {
    // Each of these histories is ruled on many times.
    #![proptest_config(ProptestConfig { cases: cases() / 4, failure_persistence: None, ..ProptestConfig::default() })]

    /// Rulebook M7: what is final is changed by a decision, or by an act that was signed afterwards.
    #[test]
    fn after_the_end_nothing_flips_silently(
        before in proptest::collection::vec(deed(), 0..8),
        apart in -200..200i64,
        after in proptest::collection::vec(deed(), 0..6),
    ) {
        nothing_flips(&before, apart, &after)?;
    }
}

/// Li left before his card was final, and his credit with it stays; somebody else's file of the same customer
/// had a credit of its own. Whoever makes one file of them takes neither away unasked.
#[test]
fn a_credit_that_was_final_is_not_lost_to_that_of_somebody_who_has_left() {
    let chen = Deed::Sign { who: 4, name: 3, phone: 0, site: 0, code: 0, source: 0 };
    let before = [chen, Deed::Leave { who: 2 }];
    let same = Deed::Decide { who: 5, a: 2, b: 15, same: true };
    nothing_flips(&before, 0, &[same]).expect("nothing flips");
}

/// Li and somebody whose laptop comes weeks later met one customer; both handed in on time. What became final
/// without him is compared with what is known after him and after `after`.
fn nothing_flips(before: &[Deed], apart: i64, after: &[Deed]) -> Result<(), TestCaseError> {
    const LIN: usize = 0;
    const LI: usize = 2;
    const LATE: usize = 3;
    let mut history = History::found();
    history.withheld = Some(LATE);
    let sign = |who| Deed::Sign { who, name: 0, phone: 0, site: 0, code: 0, source: 2 };
    let (first, second) = if apart < 0 { (LATE, LI) } else { (LI, LATE) };
    let met = |who| Deed::Meet { who, by: Some(LIN) };
    let agreed = Deed::Assign {
        who: LIN,
        card: usize::from(apart < 0),
        to: LI,
        reason: false,
        overriding: false,
    };
    [sign(first), Deed::Pass { minutes: apart.abs() }, sign(second), met(LI), met(LATE), agreed]
        .iter()
        .chain(before)
        .for_each(|deed| history.perform(deed));
    (0..history.cards.len()).for_each(|card| history.perform(&Deed::Register { card }));
    history.perform(&Deed::Pass { minutes: 4_320 });
    let (as_of, early, cards) = (history.now, history.known(), history.cards.clone());
    history.withheld = None;
    after.iter().for_each(|deed| history.perform(deed));
    let (book, late) = (history.book(), memory(&history.records));
    for card in cards {
        let Ok(was) = Gather::new(&early, &book).customer(card, as_of);
        let Some(was) = was.filter(|was| was.state == State::Final) else { continue };
        let Ok(is) = Gather::new(&late, &book).customer(card, history.now);
        let (ended, is) = (was.finality.expect("it is final").at, is.expect("signed").ruling);
        let (was, open) = (was.ruling, is.case.as_ref());
        // Of two files that turn out to be one the older stands, and the case names the other.
        let joined = |outcome: &Outcome| open.is_some_and(|case| case.joined.contains(outcome));
        if decided(&is) || joined(&was.outcome()) {
            continue;
        }
        // What a leaver had goes back, and his card counts no longer (OWN-14); his credit stays.
        let has_left = |person| book.company.has_left(person, history.now);
        if let Owner::Person(owner) = &was.owner {
            let reassigned = is.assigned_at.is_some_and(|at| at > ended);
            let goes_back = has_left(owner);
            prop_assert!(is.owner == was.owner || reassigned || goes_back, "{:?}", is.reasons);
        }
        let counted = is.cards.iter().find(|card| Some(card.card) == was.effective);
        if let Some(counted) = counted {
            let goes_back = has_left(&counted.signer);
            prop_assert!(is.effective == was.effective || goes_back, "{:?}", is.reasons);
            prop_assert_eq!(&is.credit, &was.credit);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases() / 4, failure_persistence: None, ..ProptestConfig::default() })]

    /// PEN-01: nobody is decided about by himself, by him on whose word it rests, or unheard; and whatever
    /// anybody signs, it decides nothing by its mere being there.
    #[test]
    fn nobody_is_decided_about_unheard(deeds in proptest::collection::vec(deed(), 1..60)) {
        let history = history(&deeds);
        let (book, memory, as_of) = (history.book(), memory(&history.records), history.now);
        let gather = Gather::new(&memory, &book);
        let Ok(diary) = gather.diary(&FairId::new("F1"), as_of);
        let Ok(affairs) = gather.affairs(&diary, as_of, as_of);
        for affair in affairs {
            if let Some(decision) = &affair.decision {
                prop_assert!(decision.by != affair.matter.person);
                prop_assert!(affair.is_heard(decision.time.at));
                prop_assert_eq!(decision.by.as_str(), "zheng");
            }
            prop_assert!(affair.statements.iter().all(|said| said.by == affair.matter.person));
            prop_assert!(affair.told.iter().all(|told| told.by != affair.matter.person));
        }
    }
}
