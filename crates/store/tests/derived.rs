//! What is made from the records comes out the same however they came, and can be made again.

mod support;

use facts::{kind, payload};
use ledger::Record;
use ledger::document::DocumentId;
use proptest::prelude::*;
use store::DocumentRow;
use support::{Device, Place, card, lead};

/// Three chains, one of them forked twice, with receipts about each other.
fn records() -> Vec<Record> {
    let (mut one, mut two, mut three) = (Device::new(1), Device::new(2), Device::new(3));
    let mut records = one.cards(4);
    let mut clone = one.cloned_at(1, one.head);
    records.extend((5..8).map(|n| one.card(n, "one side")));
    records.extend((8..11).map(|n| clone.card(n, "other side")));
    let mut again = clone.cloned_at(1, clone.head);
    records.push(clone.card(11, "third side"));
    records.push(again.card(12, "fourth side"));
    for n in 20..24 {
        records.push(two.card(n, "海风"));
        records.push(three.receipt(&two));
    }
    records
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn arrival_in_any_order_in_pieces_and_twice_gives_the_same(
        order in Just((0..records().len() * 2).collect::<Vec<_>>()).prop_shuffle(),
        pieces in proptest::collection::vec(0..3u8, records().len() * 2),
    ) {
        let records = records();
        let straight = Place::new();
        straight.ingest(&records.iter().collect::<Vec<_>>());
        let crooked = Place::new();
        for (at, piece) in order.iter().zip(pieces) {
            let record = &records[at % records.len()];
            let record = match piece {
                0 => record.envelope_only(),
                1 => record.without_content(),
                _ => record.clone(),
            };
            crooked.ingest(&[&record]);
        }
        // Whatever parts were withheld come at last.
        crooked.ingest(&records.iter().collect::<Vec<_>>());
        prop_assert_eq!(straight.derived(), crooked.derived());
        crooked.store.rebuild().expect("rebuilt");
        prop_assert_eq!(straight.derived(), crooked.derived());
    }
}

#[test]
fn a_rebuild_makes_the_same_again_and_asks_for_the_leads() {
    let place = Place::new();
    place.ingest(&records().iter().collect::<Vec<_>>());
    let leads: Vec<_> = (1..50).map(|n| lead(n, "深圳市海风科技有限公司")).collect();
    place.put(&leads);
    place.index_all();
    let all = "select * from lead order by card";
    let (derived, rows) = (place.derived(), place.dump(all));
    assert!(!derived.is_empty() && !place.store.leads_due().expect("a flag"));

    place.store.rebuild().expect("rebuilt");
    assert_eq!(place.derived(), derived);
    assert!(place.dump(all).is_empty() && place.dump("select 1 from lead_fts").is_empty());
    let place = place.reopened();
    assert!(place.store.leads_due().expect("a flag"), "also after a crash in between");

    place.put(&leads);
    place.index_all();
    place.store.write(|tx| tx.leads_done()).expect("done");
    assert_eq!(place.dump(all), rows);
    assert!(!place.store.leads_due().expect("a flag"));
}

#[test]
fn projections_of_another_version_are_made_anew_at_opening() {
    let place = Place::new();
    place.ingest(&records().iter().collect::<Vec<_>>());
    let derived = place.derived();
    let raw = place.raw();
    raw.execute_batch(
        "update projection set version = 'old'; drop table lead; delete from record_key",
    )
    .expect("an older database");
    drop(raw);
    let place = place.reopened();
    assert_eq!(place.derived(), derived);
    assert!(place.store.leads_due().expect("a flag"));
    let place = place.reopened();
    assert_eq!(place.derived(), derived);
}

#[test]
fn a_rebuild_that_fails_changes_nothing() {
    let place = Place::new();
    place.ingest(&records().iter().collect::<Vec<_>>());
    let derived = place.derived();
    place.raw().execute("update record set raw = x'00' where position = 5", []).expect("rot");
    assert!(matches!(place.store.rebuild(), Err(store::Error::Rotten(_))));
    assert_eq!(place.derived(), derived);
}

/// A document is due from the first change that is held whole until it is put, and again after whatever is
/// derived was dropped.
#[test]
fn a_document_is_due_until_it_is_made_from_its_records() {
    let place = Place::new();
    let mut device = Device::new(1);
    let id = DocumentId::shared(card(1).0);
    let note = payload::Note {
        card: payload::card_bytes(card(1)),
        class: "shared".to_owned(),
        run: [4; 16].into(),
    };
    let noted = device.sign(kind::NOTE, note.encode(), Some(b"a change".to_vec()));
    let due = || place.store.documents_due(None, 10).expect("a store");

    place.ingest(&[&noted.without_content()]);
    assert_eq!(due(), [], "who may not read it has no document");
    place.ingest(&[&noted]);
    assert_eq!(due(), [id]);
    let row = DocumentRow { due: false, saved: b"saved".to_vec(), shown: b"shown".to_vec() };
    let put = |row: &DocumentRow| {
        place
            .store
            .write(|tx| tx.put_document(id, row))
            .unwrap_or_else(|e: store::Error| panic!("{e}"));
    };
    put(&row);
    assert_eq!((due(), place.store.document(id).expect("a store")), (vec![], Some(row.clone())));

    let another = device.sign(kind::NOTE, note.encode(), Some(b"another".to_vec()));
    place.ingest(&[&another]);
    assert_eq!(place.store.document(id).expect("a store"), Some(DocumentRow { due: true, ..row }));
    place.ingest(&[&another]);
    place.store.rebuild().expect("rebuilt");
    let again = DocumentRow { due: true, ..DocumentRow::default() };
    assert_eq!((due(), place.store.document(id).expect("a store")), (vec![id], Some(again)));
    assert_eq!(place.store.documents_due(Some(id), 10).expect("a store"), []);
}
