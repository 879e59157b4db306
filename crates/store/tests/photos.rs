//! Which photos are kept follows from the records, in whatever order they came (failures 73, 75).

mod support;

use facts::payload::{
    CardContent, CardRanking, Photo, Rival, RivalContent, Withdrawal, card_bytes,
};
use facts::{Holder, kind};
use ledger::{Hash, Record};
use store::{Error, PhotoRow};
use support::{Device, Place, card};

const FIRST: Hash = Hash::new([1; 32]);
const SECOND: Hash = Hash::new([2; 32]);

/// A draft or card that names a photo.
fn naming(device: &mut Device, kind: &str, n: u8, photo: Option<Hash>) -> Record {
    let ranking = CardRanking {
        card: card_bytes(card(n)),
        source: "business_card".to_owned(),
        ..CardRanking::default()
    };
    let photo = photo.map(|hash| Photo {
        hash: (*hash.as_bytes()).into(),
        bytes: 5,
        media: "image/jpeg".to_owned(),
    });
    let content = CardContent { company: "华晟".to_owned(), photo, ..CardContent::default() };
    device.sign(kind, ranking.encode(), Some(content.encode()))
}

fn keep(place: &Place, photo: Hash) {
    let row = PhotoRow { jpeg: b"jpeg".to_vec(), small: b"small".to_vec(), ..PhotoRow::default() };
    let done = place.store.write(|tx| tx.put_photo(photo, &row));
    done.unwrap_or_else(|error: Error| panic!("keeping a photo: {error}"));
}

#[test]
fn what_a_card_names_does_not_depend_on_the_order_in_which_that_came() {
    let mut device = Device::new(1);
    let records = [
        naming(&mut device, kind::DRAFT, 1, Some(FIRST)),
        naming(&mut device, kind::DRAFT, 1, None),
        naming(&mut device, kind::CARD, 1, Some(SECOND)),
    ];
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let place = Place::new();
        for n in order {
            place.ingest(&[&records[n]]);
        }
        assert_eq!(place.store.photos_of(&Holder::Card(card(1))).unwrap(), [SECOND], "{order:?}");
        place.store.rebuild().unwrap();
        assert_eq!(
            place.store.photos_of(&Holder::Card(card(1))).unwrap(),
            [SECOND],
            "made anew, {order:?}"
        );
        assert_eq!(place.store.photos_missing(None, 9).unwrap(), [SECOND], "{order:?}");
    }
}

#[test]
fn a_photo_goes_with_the_last_card_that_names_it() {
    let mut device = Device::new(1);
    let [one, two] = [1, 2].map(|n| naming(&mut device, kind::DRAFT, n, Some(FIRST)));
    let place = Place::new();
    place.ingest(&[&one, &two]);
    keep(&place, FIRST);
    let gone = |n: u8| Withdrawal { card: card_bytes(card(n)), fair: None }.encode();
    let thrown = device.sign(kind::WITHDRAWAL, gone(1), None);
    place.ingest(&[&thrown]);
    assert!(place.store.photo(FIRST).unwrap().is_some(), "the same photo, under another card");
    place
        .store
        .write(|tx| tx.erase(card(2).into()))
        .unwrap_or_else(|error: Error| panic!("{error}"));
    assert_eq!(place.store.photo(FIRST).unwrap(), None);
    assert!(!place.store.scrub_due().unwrap(), "and its trace went at once");
    place.store.rebuild().unwrap();
    assert_eq!(place.store.photos_missing(None, 9).unwrap(), []);
}

#[test]
fn what_is_only_an_envelope_any_more_names_nothing() {
    let mut device = Device::new(1);
    let one = naming(&mut device, kind::CARD, 1, Some(FIRST));
    let place = Place::new();
    place.ingest(&[&one]);
    keep(&place, FIRST);
    let other = ledger::EnrolmentId::new([9; 16]);
    let taken =
        place.store.write(|tx| tx.withdraw(card(1), domain::audience::Depth::Envelope, other));
    taken.unwrap_or_else(|error: Error| panic!("{error}"));
    assert_eq!(place.store.photo(FIRST).unwrap(), None);
    assert_eq!(place.store.photos_of(&Holder::Card(card(1))).unwrap(), []);
}

/// A note about a rival that names a photo.
fn noting(device: &mut Device, entry: [u8; 16], photo: Hash) -> Record {
    let ranking = Rival {
        fair: "F1".to_owned(),
        entry: entry.into(),
        version: 1,
        withdrawn: false,
        topic: "price".to_owned(),
        basis: "seen".to_owned(),
    };
    let photo = Some((*photo.as_bytes()).into());
    let content = RivalContent { rival: "华威".to_owned(), photo, ..RivalContent::default() };
    device.sign(kind::RIVAL, ranking.encode(), Some(content.encode()))
}

#[test]
fn a_note_whose_id_is_a_cards_takes_nothing_from_that_card() {
    let mut device = Device::new(1);
    let named = card(1);
    let of_card = naming(&mut device, kind::DRAFT, 1, Some(FIRST));
    let thrown_away = device.sign(
        kind::WITHDRAWAL,
        Withdrawal { card: card_bytes(named), fair: None }.encode(),
        None,
    );
    let note = noting(&mut device, named.0, SECOND);
    let of_note = Holder::of(&note)[0].clone();
    let place = Place::new();
    place.ingest(&[&of_card, &note]);
    keep(&place, FIRST);
    keep(&place, SECOND);
    assert_eq!(place.store.photos_of(&Holder::Card(named)).unwrap(), [FIRST]);
    assert_eq!(place.store.photos_of(&of_note).unwrap(), [SECOND]);
    assert_eq!(
        place.store.photos_unread(9).unwrap(),
        [FIRST],
        "a note's photo is no business card"
    );

    place.ingest(&[&thrown_away]);
    assert_eq!(place.store.photo(FIRST).unwrap(), None);
    assert!(place.store.photo(SECOND).unwrap().is_some());
    place.store.rebuild().unwrap();
    assert_eq!(place.store.photos_of(&of_note).unwrap(), [SECOND]);
}
