//! A new version of the rules, while half of the laptops have the old one.

use convergence::{Deed, History, Memory};
use domain::ruling::{RULES_VERSION, State};
use facts::{Customer, Gather};

fn customer(history: &History) -> Customer {
    let (mut memory, book) = (Memory::default(), history.book());
    history.records.iter().for_each(|record| memory.take(record));
    let found = Gather::new(&memory, &book).customer(history.cards[0], history.now);
    found.expect("memory does not fail").expect("one card")
}

#[test]
fn what_was_registered_by_other_rules_is_named_and_not_taken_for_ones_own() {
    let mut history = History::found();
    history.perform(&Deed::Sign { who: 1, name: 0, phone: 0, site: 0, code: 0, source: 0 });
    let before = customer(&history);
    assert_eq!((before.state, before.registered_rules), (State::Provisional, None));

    history.register(before.hash, RULES_VERSION);
    let registered = customer(&history);
    assert_eq!(registered.state, State::Registered);
    assert_eq!(registered.registered_rules, Some(RULES_VERSION));

    // The server has been updated, this laptop has not: the same facts give the old bytes here.
    history.register([7; 32], RULES_VERSION + 1);
    let outdated = customer(&history);
    assert_eq!(outdated.hash, before.hash, "no ruling flips because somebody else was updated");
    assert_eq!(outdated.ruling, before.ruling);
    assert_eq!(outdated.state, State::Provisional, "and none is called registered that is not");
    assert_eq!(outdated.registered_rules, Some(RULES_VERSION + 1), "by which rules it is, is said");
}
