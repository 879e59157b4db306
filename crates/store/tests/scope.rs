//! What may no longer be held is kept only so deep, whatever comes when, until it is given back.

mod support;

use domain::audience::Depth;
use facts::payload::{FollowUp, Remark, card_bytes};
use facts::{Key, Records, kind};
use ledger::{EnrolmentId, Record, WhichPart};
use store::{Error, Store};
use support::{Device, Place, card};

/// Whose laptop it is: somebody who has signed nothing here.
const NOBODY: EnrolmentId = EnrolmentId::new([99; 16]);

/// A card, what was said later about it, and another card.
fn written() -> [Record; 3] {
    let mut device = Device::new(1);
    let (first, other) = (device.card(1, "华晟"), device.card(2, "鼎立"));
    let follow_up = FollowUp { card: card_bytes(card(1)), ..FollowUp::default() };
    let said = Remark { text: "约了下周".to_owned() };
    let said = device.sign(kind::FOLLOW_UP, follow_up.encode(), Some(said.encode()));
    [first, said, other]
}

fn withdraw(store: &Store, depth: Depth, own: EnrolmentId) {
    let done = store.write(|tx| tx.withdraw(card(1), depth, own));
    done.unwrap_or_else(|error: Error| panic!("withdrawing: {error}"));
}

fn held(place: &Place, record: &Record) -> Record {
    place.store.record(&record.id()).unwrap().expect("no record is ever gone")
}

#[test]
fn the_order_in_which_a_word_and_its_records_come_decides_nothing() {
    for depth in [Depth::Envelope, Depth::Ranking] {
        let [first, said, other] = written();
        let place = Place::new();
        place.ingest(&[&first]);
        withdraw(&place.store, depth, NOBODY);
        place.ingest(&[&said, &other, &first]);
        for record in [&first, &said] {
            let left = match depth {
                Depth::Envelope => record.envelope_only(),
                _ => record.without_content(),
            };
            assert_eq!(held(&place, record), left, "{depth:?}");
        }
        assert_eq!(held(&place, &other), other);
        let log = first.envelope().log;
        assert_eq!(place.store.head(log).unwrap().last, Some(said.id()), "the chain goes on");
        let found = place.store.under(&Key::Card(card(1)), 0).unwrap().len();
        assert_eq!(found, if depth == Depth::Envelope { 0 } else { 2 });
        assert!(!place.store.scrub_due().unwrap());
        // An update of the program makes everything derived anew, by the same rule.
        let before = place.derived();
        place.store.rebuild().unwrap();
        assert_eq!(place.derived(), before);
    }
}

#[test]
fn what_is_given_back_is_whole_as_soon_as_it_comes() {
    let [first, said, _] = written();
    let place = Place::new();
    place.ingest(&[&first, &said]);
    let before = place.derived();
    withdraw(&place.store, Depth::Envelope, NOBODY);
    assert_eq!(place.store.withdrawn(card(1)).unwrap(), Some(Depth::Envelope));
    let give_back = |depth| {
        let done = place.store.write(|tx| tx.give_back(card(1), depth));
        done.unwrap_or_else(|error: Error| panic!("giving back: {error}"));
    };
    give_back(Depth::Ranking);
    place.ingest(&[&first, &said]);
    assert_eq!(held(&place, &first), first.without_content());
    give_back(Depth::Content);
    assert_eq!(place.store.withdrawn(card(1)).unwrap(), None);
    place.ingest(&[&first, &said]);
    assert_eq!((held(&place, &first), held(&place, &said)), (first, said));
    assert_eq!(place.derived(), before, "as if it had never been away");
}

#[test]
fn ones_own_is_cut_only_when_it_is_safe_and_never_its_ranking_part() {
    let [first, said, _] = written();
    let own = first.envelope().log.enrolment;
    let place = Place::new();
    place.ingest(&[&first, &said]);
    withdraw(&place.store, Depth::Envelope, own);
    assert_eq!((held(&place, &first), held(&place, &said)), (first.clone(), said.clone()));
    let cut = place.store.write(|tx| tx.let_go_of_own(card(1), own));
    assert_eq!(cut.unwrap_or_else(|error: Error| panic!("letting go: {error}")), 2);
    for record in [&first, &said] {
        assert_eq!(held(&place, record), record.without_content());
    }
}

#[test]
fn a_record_about_two_cards_goes_as_deep_as_the_deeper_of_them() {
    let mut device = Device::new(1);
    let both =
        facts::payload::Countersign { cards: vec![card_bytes(card(1)), card_bytes(card(2))] };
    let both = device.sign(kind::COUNTERSIGN, both.encode(), None);
    let place = Place::new();
    place.ingest(&[&both]);
    withdraw(&place.store, Depth::Envelope, NOBODY);
    assert!(held(&place, &both).part(WhichPart::Ranking).is_some());
    let done = place.store.write(|tx| tx.withdraw(card(2), Depth::Envelope, NOBODY));
    done.unwrap_or_else(|error: Error| panic!("withdrawing: {error}"));
    assert_eq!(held(&place, &both), both.envelope_only());
}
