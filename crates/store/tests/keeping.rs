//! The small things that a device keeps.

mod support;

use ledger::RECORD_BYTES_MAX;
use store::{AUTOSAVE_BYTES_MAX, Error, QUARANTINE_BYTES_MAX, QUARANTINE_ITEMS_MAX};
use support::{Device, Place, seq};

#[test]
fn meta_is_replaced_and_removed() {
    let place = Place::new();
    assert_eq!(place.store.meta("a").expect("a read"), None);
    place.store.write(|tx| tx.put_meta("a", b"1")).expect("put");
    place.store.write(|tx| tx.put_meta("a", b"2")).expect("put");
    assert_eq!(place.store.meta("a").expect("a read"), Some(b"2".to_vec()));
    place.store.write(|tx| tx.remove_meta("a")).expect("removed");
    assert_eq!(place.store.meta("a").expect("a read"), None);
}

#[test]
fn the_feed_starts_empty_and_is_replaced() {
    let place = Place::new();
    assert_eq!(place.store.feed().expect("a read"), (Vec::new(), 0));
    place.store.write(|tx| tx.set_feed(b"one", 5)).expect("set");
    place.store.write(|tx| tx.set_feed(b"two", 3)).expect("set");
    assert_eq!(place.store.feed().expect("a read"), (b"two".to_vec(), 3));
    assert!(matches!(
        place.store.write(|tx| tx.set_feed(b"two", u64::MAX)),
        Err(Error::OutOfRange)
    ));
    assert_eq!(place.store.feed().expect("a read"), (b"two".to_vec(), 3));
}

#[test]
fn what_the_server_has_follows_its_last_word_also_downwards() {
    let place = Place::new();
    let (one, two) = (Device::new(1).log(), Device::new(2).log());
    let acknowledge = |has: &[_]| {
        let has = has.iter().copied().collect();
        place.store.write(|tx| tx.acknowledge(&has)).expect("acknowledged");
        place.store.acknowledged().expect("a read")
    };
    assert_eq!(acknowledge(&[(one, seq(7)), (two, seq(2))]), [(one, seq(7)), (two, seq(2))].into());
    assert_eq!(acknowledge(&[(one, seq(4))]), [(one, seq(4)), (two, seq(2))].into());
}

#[test]
fn a_form_is_kept_until_it_is_done() {
    let place = Place::new();
    place.store.write(|tx| tx.put_autosave("capture", "{\"a\":1}")).expect("put");
    place.store.write(|tx| tx.put_autosave("capture", "{\"a\":2}")).expect("put");
    let place = place.reopened();
    let kept = place.store.autosave("capture").expect("a read");
    assert_eq!(kept.as_deref(), Some("{\"a\":2}"));
    place.store.write(|tx| tx.remove_autosave("capture")).expect("removed");
    assert_eq!(place.store.autosave("capture").expect("a read"), None);
    let endless = "x".repeat(AUTOSAVE_BYTES_MAX + 1);
    let refused = place.store.write(|tx| tx.put_autosave("capture", &endless));
    assert!(matches!(refused, Err(Error::TooLong { .. })));
}

#[test]
fn one_bad_item_is_kept_once_with_its_reason_until_it_is_released() {
    let place = Place::new();
    for received_ms in 0..3 {
        place
            .store
            .write(|tx| tx.quarantine(b"bad", "record.signature", received_ms))
            .expect("aside");
    }
    place.store.write(|tx| tx.quarantine(b"bad", "record.company", 9)).expect("aside");
    let kept = place.store.quarantined().expect("a read");
    let shown: Vec<_> =
        kept.iter().map(|q| (q.raw.as_slice(), q.reason.as_str(), q.received_ms)).collect();
    assert_eq!(shown, [(&b"bad"[..], "record.company", 9), (b"bad", "record.signature", 0)]);
    place.store.write(|tx| tx.release(kept[0].item)).expect("released");
    assert_eq!(place.store.quarantined().expect("a read").len(), 1);
}

#[test]
fn rubbish_does_not_fill_the_disk() {
    let place = Place::new();
    let aside = |n: u32, bytes: usize| {
        let mut raw = vec![0; bytes];
        raw[..4].copy_from_slice(&n.to_be_bytes());
        place
            .store
            .write(|tx| tx.quarantine(&raw, "record.unreadable", i64::from(n)))
            .expect("aside");
    };
    (0..200).for_each(|n| aside(n, RECORD_BYTES_MAX + 10));
    let kept = place.store.quarantined().expect("a read");
    assert_eq!(kept.len(), QUARANTINE_BYTES_MAX / RECORD_BYTES_MAX);
    assert_eq!(kept[0].received_ms, 199, "the newest stay");
    place
        .store
        .write(|tx| (0..1_500u32).try_for_each(|n| tx.quarantine(&n.to_be_bytes(), "x", 0)))
        .expect("aside");
    assert_eq!(place.store.quarantined().expect("a read").len(), QUARANTINE_ITEMS_MAX);
}
