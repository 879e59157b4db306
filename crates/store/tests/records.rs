//! Records: appended, taken in any order, kept whole.

mod support;

use facts::{Key, Records, kind};
use ledger::{Head, Record, Seq, WhichPart};
use store::{Error, Ingested};
use support::{Device, Place, card, seq};

use Ingested::{Known, MorePartsNow, New};

impl Place {
    fn through(&self, device: &Device) -> u64 {
        self.store.head(device.log()).expect("a head").seq.0
    }

    fn cards_under(&self, key: &Key) -> usize {
        self.store.under(key, 0).expect("records").len()
    }
}

#[test]
fn own_records_continue_their_chain() {
    let place = Place::new();
    let mut device = Device::new(1);
    let records = device.cards(3);
    for record in &records {
        place.store.write(|tx| tx.append(record)).expect("the next record");
    }
    assert_eq!(place.store.head(device.log()).expect("the head"), device.head);
    let again = place.store.write(|tx| tx.append(&records[1]));
    let Err(Error::NotNext { head }) = again else { panic!("{again:?}") };
    assert_eq!(head, device.head);
    let ahead = (device.card(4, "x"), device.card(5, "x")).1;
    assert!(matches!(place.store.write(|tx| tx.append(&ahead)), Err(Error::NotNext { .. })));
    assert_eq!(place.store.count_records().expect("count"), 3);
}

#[test]
fn a_closure_that_fails_leaves_nothing() {
    #[derive(Debug)]
    struct Changed;
    impl From<Error> for Changed {
        fn from(error: Error) -> Self {
            panic!("{error}")
        }
    }
    let place = Place::new();
    let mut device = Device::new(1);
    let record = device.card(1, "海风");
    let failed: Result<(), Changed> = place.store.write(|tx| {
        tx.append(&record)?;
        tx.put_lead(&support::lead(1, "海风"))?;
        tx.put_meta("a", b"b")?;
        tx.quarantine(b"x", "reason", 0)?;
        tx.set_feed(b"epoch", 7)?;
        tx.acknowledge(&[(device.log(), seq(1))].into())?;
        tx.put_autosave("capture", "{}")?;
        Err(Changed)
    });
    assert!(failed.is_err());
    for table in [
        "log",
        "record",
        "record_key",
        "log_head",
        "lead",
        "meta",
        "quarantine",
        "feed",
        "acknowledged",
        "draft_autosave",
    ] {
        let rows = place.dump(&format!("select 1 from {table}"));
        assert!(rows.is_empty(), "{table}");
    }
    place.store.write(|tx| tx.append(&record)).expect("the next transaction is not disturbed");
}

#[test]
fn a_panic_in_a_closure_leaves_nothing_and_breaks_nothing() {
    let place = Place::new();
    let record = Device::new(1).card(1, "海风");
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        place.store.write(|tx| -> Result<(), Error> {
            tx.append(&record)?;
            panic!("as planned")
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(place.store.count_records().expect("count"), 0);
    place.store.write(|tx| tx.append(&record)).expect("the next transaction");
}

#[test]
fn a_record_that_comes_twice_is_one() {
    let place = Place::new();
    let record = Device::new(1).card(1, "海风");
    assert_eq!(place.ingest(&[&record, &record]), [New, Known]);
    assert_eq!(place.store.record(&record.id()).expect("a read"), Some(record));
}

#[test]
fn gaps_that_close_later_move_the_head() {
    let place = Place::new();
    let mut device = Device::new(1);
    let r = device.cards(6);
    place.ingest(&[&r[0], &r[2], &r[3], &r[5]]);
    assert_eq!(place.through(&device), 1);
    place.ingest(&[&r[1]]);
    assert_eq!(place.through(&device), 4);
    place.ingest(&[&r[4]]);
    assert_eq!(place.store.head(device.log()).expect("the head"), device.head);
    assert_eq!(place.store.heads_contiguous().expect("heads"), [(device.log(), seq(6))].into());
}

#[test]
fn a_chain_that_arrives_backwards_is_whole() {
    let place = Place::new();
    let mut device = Device::new(1);
    let records = device.cards(40);
    place.ingest(&records.iter().rev().collect::<Vec<_>>());
    assert_eq!(place.store.head(device.log()).expect("the head"), device.head);
}

#[test]
fn an_unknown_chain_starts_before_its_first_record() {
    let place = Place::new();
    let log = Device::new(1).log();
    assert_eq!(place.store.head(log).expect("a head"), Head::start(log));
    assert!(place.store.records_above(log, Seq::ZERO, 1_000).expect("records").is_empty());
}

#[test]
fn both_sides_of_a_fork_are_kept_and_the_longer_one_leads() {
    let place = Place::new();
    let mut device = Device::new(1);
    let first = device.card(1, "first");
    let mut clone = device.cloned_at(1, device.head);
    let (a2, b2) = (device.card(2, "one side"), clone.card(3, "other side"));
    let b3 = clone.card(4, "other side");
    place.ingest(&[&first, &a2]);
    assert_eq!(place.store.head(device.log()).expect("the head").last, Some(a2.id()));
    place.ingest(&[&b2, &b3]);
    assert_eq!(place.store.head(device.log()).expect("the head").last, Some(b3.id()));
    assert_eq!(place.store.at_position(device.log(), seq(2)).expect("a count"), 2);
    assert_eq!(place.store.at_position(device.log(), seq(3)).expect("a count"), 1);
    let above = place.store.records_above(device.log(), seq(1), usize::MAX).expect("records");
    assert_eq!(above, [a2, b2, b3]);
}

#[test]
fn sides_of_equal_length_have_one_head_whatever_came_first() {
    let mut device = Device::new(1);
    let first = device.card(1, "first");
    let mut clone = device.cloned_at(1, device.head);
    let (a, b) = (device.card(2, "one side"), clone.card(3, "other side"));
    let head_after = |order: [&Record; 3]| {
        let place = Place::new();
        place.ingest(&order);
        place.store.head(a.envelope().log).expect("the head").last
    };
    let smaller = a.id().min(b.id());
    assert_eq!(head_after([&first, &a, &b]), Some(smaller));
    assert_eq!(head_after([&b, &a, &first]), Some(smaller));
}

#[test]
fn a_record_that_names_another_predecessor_does_not_move_the_head() {
    let place = Place::new();
    let mut device = Device::new(1);
    let mut other = Device::new(1);
    let (a1, _) = (device.card(1, "a"), other.card(2, "b"));
    let b2 = other.card(3, "b");
    place.ingest(&[&a1, &b2]);
    assert_eq!(place.through(&device), 1);
}

#[test]
fn parts_that_arrive_later_are_added_and_bring_their_keys() {
    let place = Place::new();
    let record = Device::new(1).card(1, "海风");
    let key = Key::Card(card(1));
    assert_eq!(place.ingest(&[&record.envelope_only()]), [New]);
    assert_eq!(place.cards_under(&key), 0);
    assert_eq!(place.ingest(&[&record.without_content()]), [MorePartsNow]);
    assert_eq!(place.cards_under(&key), 1);
    assert_eq!(place.ingest(&[&record]), [MorePartsNow]);
    assert_eq!(place.ingest(&[&record.envelope_only(), &record]), [Known, Known]);
    let held = place.store.record(&record.id()).expect("a read").expect("the record");
    assert_eq!(held.encode(), record.encode());
    assert_eq!(place.cards_under(&key), 1);
}

#[test]
fn what_is_held_is_listed_with_its_parts() {
    let place = Place::new();
    let mut device = Device::new(1);
    let r = device.cards(3);
    place.ingest(&[&r[0], &r[1].without_content(), &r[2].envelope_only()]);
    let held = place.store.held_after(0, 2).expect("a page");
    let mut all = held.clone();
    all.extend(place.store.held_after(held[1].position, 2).expect("a page"));
    let shown: Vec<_> = all.iter().map(|h| (h.id, h.log, h.seq, h.ranking, h.content)).collect();
    let log = device.log();
    let expected = [
        (r[0].id(), log, seq(1), true, true),
        (r[1].id(), log, seq(2), true, false),
        (r[2].id(), log, seq(3), false, false),
    ];
    assert_eq!(shown, expected);
    let arrivals = place.store.arrivals_after(all[0].position, 10).expect("a page");
    let ids: Vec<_> = arrivals.iter().map(|arrival| arrival.record.id()).collect();
    assert_eq!(ids, [r[1].id(), r[2].id()]);
}

#[test]
fn a_frame_keeps_its_budget_and_its_order() {
    let place = Place::new();
    let mut device = Device::new(1);
    let records = device.cards(10);
    place.ingest(&records.iter().collect::<Vec<_>>());
    let bytes = records[0].encode().len();
    let frame = place.store.records_above(device.log(), seq(2), 3 * bytes + bytes / 2);
    assert_eq!(frame.expect("a frame"), records[2..5]);
    let frame = place.store.records_above(device.log(), seq(2), 1).expect("a frame");
    assert_eq!(frame, records[2..3], "a record larger than the budget goes alone");
}

#[test]
fn a_frame_ends_at_the_first_gap() {
    let place = Place::new();
    let mut device = Device::new(1);
    let r = device.cards(4);
    place.ingest(&[&r[0], &r[1], &r[3]]);
    let frame = place.store.records_above(device.log(), Seq::ZERO, usize::MAX).expect("a frame");
    assert_eq!(frame, r[..2]);
}

#[test]
fn records_are_found_by_id_in_the_order_asked_for() {
    let place = Place::new();
    let mut device = Device::new(1);
    let r = device.cards(3);
    place.ingest(&[&r[0], &r[1]]);
    let found = place.store.records_with_ids(&[r[1].id(), r[2].id(), r[0].id()]);
    assert_eq!(found.expect("records"), [r[1].clone(), r[0].clone()]);
}

#[test]
fn receipts_are_found_from_the_position_that_they_reach() {
    let place = Place::new();
    let (mut device, mut witness) = (Device::new(1), Device::new(2));
    let mut receipts = vec![witness.receipt(&device)];
    for n in 1..=3 {
        device.card(n, "x");
        receipts.push(witness.receipt(&device));
    }
    place.ingest(&receipts.iter().collect::<Vec<_>>());
    let key = Key::Receipts(device.log());
    for from in 0..=4 {
        let found = place.store.under(&key, from as u64).expect("receipts");
        assert_eq!(found, receipts[from.min(4)..], "from {from}");
    }
    assert!(place.store.under(&key, u64::MAX).expect("receipts").is_empty());
}

#[test]
fn a_kind_from_the_future_is_kept_byte_for_byte() {
    let place = Place::new();
    let record = Device::new(1).sign("customer.teleported", b"what is this".to_vec(), None);
    place.ingest(&[&record]);
    let held = place.store.record(&record.id()).expect("a read").expect("the record");
    assert_eq!(held.encode(), record.encode());
    assert_eq!(held.part(WhichPart::Ranking), Some(&b"what is this"[..]));
}

#[test]
fn a_payload_that_does_not_read_is_kept_without_keys() {
    let place = Place::new();
    let mut device = Device::new(1);
    // Of a chain the first record is found as such.
    let first = device.sign("customer.teleported", b"what is this".to_vec(), None);
    let record = device.sign(kind::CARD, b"rubbish".to_vec(), None);
    assert_eq!(place.ingest(&[&first, &record]), [New, New]);
    assert_eq!(place.dump("select 1 from record_key").len(), 1);
}

#[test]
fn an_absurd_position_is_refused_and_the_transaction_goes_on() {
    let place = Place::new();
    let mut device = Device::new(1);
    let honest = device.card(1, "x");
    let last = Some(honest.id());
    let mut absurd = device.cloned_at(1, Head { seq: Seq(u64::MAX - 1), last, ..device.head });
    let record = absurd.card(2, "x");
    let done = place.store.write(|tx| -> Result<_, Error> {
        let refused = tx.ingest(&record);
        tx.ingest(&honest)?;
        Ok(refused)
    });
    assert!(matches!(done.expect("the honest record"), Err(Error::OutOfRange)));
    assert_eq!(place.store.count_records().expect("count"), 1);
    assert_eq!(place.store.at_position(device.log(), Seq(u64::MAX)).expect("a count"), 0);
}

#[test]
fn rulings_can_be_computed_inside_the_transaction_that_brings_the_facts() {
    fn cards<R: Records>(records: &R) -> Result<usize, R::Error> {
        Ok(records.under(&Key::Card(card(1)), 0)?.len())
    }
    let place = Place::new();
    let record = Device::new(1).card(1, "x");
    let seen = place.store.write(|tx| -> Result<_, Error> {
        tx.append(&record)?;
        Ok((cards(&*tx)?, cards(&place.store)?))
    });
    assert_eq!(seen.expect("a transaction"), (1, 0));
    assert_eq!(cards(&place.store).expect("a read"), 1);
}
