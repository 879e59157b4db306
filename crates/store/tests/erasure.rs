//! What is erased is not kept, whatever comes when, and nothing of it is found again.

mod support;

use facts::payload::{FollowUp, Remark, card_bytes};
use facts::{Records, kind};
use ledger::{Record, WhichPart};
use store::{Error, LeadQuery, LeadRow, LeadView, Store};
use support::{Device, Place, card, lead};

/// A card, what was said later about it, and a card that nobody wants erased.
fn written() -> [Record; 3] {
    let mut device = Device::new(1);
    let (first, other) = (device.card(1, "华晟"), device.card(2, "鼎立"));
    let follow_up = FollowUp { card: card_bytes(card(1)), ..FollowUp::default() };
    let said = Remark { text: "约了下周".to_owned() };
    let said = device.sign(kind::FOLLOW_UP, follow_up.encode(), Some(said.encode()));
    [first, said, other]
}

fn erase(store: &Store) -> bool {
    store
        .write(|tx| tx.erase(card(1).into()))
        .unwrap_or_else(|error: Error| panic!("erasing: {error}"))
}

/// Records with the parts that are held, and what was set aside.
fn state(place: &Place) -> Vec<String> {
    let records = place.dump("select hex(id), parts, hex(raw) from record order by id");
    let aside = place.dump("select hex(raw), reason from quarantine order by raw");
    [records, aside, place.derived()].concat()
}

#[test]
fn the_order_in_which_an_erasure_and_its_records_come_decides_nothing() {
    let [first, said, other] = written();
    let thin = first.envelope_only();
    let pieces: [&dyn Fn(&Place); 5] = [
        &|place| drop(place.ingest(&[&first])),
        &|place| drop(place.ingest(&[&said])),
        &|place| drop(place.ingest(&[&other])),
        &|place| drop(place.ingest(&[&thin])),
        &|place| assert!(erase(&place.store)),
    ];
    let mut expected: Option<Vec<String>> = None;
    for order in permutations(pieces.len()) {
        let place = Place::new();
        order.iter().for_each(|n| pieces[*n](&place));
        let state = state(&place);
        assert_eq!(expected.get_or_insert_with(|| state.clone()), &state, "{order:?}");
        for record in [&first, &said] {
            let held = place.store.record(&record.id()).unwrap().expect("held");
            assert_eq!(held, record.without_content());
        }
        let held = place.store.record(&other.id()).unwrap().expect("held");
        assert!(held.part(WhichPart::Content).is_some(), "nobody asked for that");
    }
}

fn permutations(n: usize) -> Vec<Vec<usize>> {
    let Some(last) = n.checked_sub(1) else { return vec![Vec::new()] };
    let shorter = permutations(last).into_iter();
    shorter
        .flat_map(|order| {
            (0..=last).map(move |at| {
                let mut longer = order.clone();
                longer.insert(at, last);
                longer
            })
        })
        .collect()
}

#[test]
fn what_was_set_aside_is_erased_with_the_rest() {
    let [first, ..] = written();
    let place = Place::new();
    let later = |raw: &[u8], reason: &str| {
        let done = place.store.write(|tx| tx.quarantine(raw, reason, 5));
        done.unwrap_or_else(|error: Error| panic!("setting aside: {error}"));
    };
    // A byte of its text has rotted; and something that no longer reads as anything.
    let whole = first.encode();
    let at = whole.windows(6).position(|seen| seen == "华晟".as_bytes()).expect("its text");
    let mut rotten = whole.clone();
    rotten[at] ^= 1;
    later(&rotten, "record.damaged");
    later("华晟 or what is left of it".as_bytes(), "record.unreadable");
    assert!(erase(&place.store));
    later(&whole, "record.author");
    let aside = place.store.quarantined().unwrap();
    assert_eq!(aside.len(), 3, "the reasons stay");
    let bare = first.without_content().encode();
    let kept: Vec<&[u8]> = aside.iter().map(|item| item.raw.as_slice()).collect();
    assert_eq!(kept, [bare.as_slice(), &[], bare.as_slice()]);
}

#[test]
fn nothing_is_due_once_everybody_has_stopped_reading() {
    let [first, ..] = written();
    let place = Place::new();
    place.ingest(&[&first]);
    let log = place.path().with_file_name("workspace.db-wal");
    let read = place.store.read(|snapshot| -> Result<(), Error> {
        snapshot.count_records()?;
        assert!(erase(&place.store));
        assert!(place.store.scrub_due()?, "an older state is still being read");
        Ok(())
    });
    read.unwrap();
    assert!(place.store.scrub().unwrap());
    assert!(!place.store.scrub_due().unwrap());
    // Two pages: that it is done.
    let left = std::fs::metadata(log).unwrap().len();
    assert!(left < 16 * 4096, "{left} bytes");
}

#[test]
fn a_crash_before_the_traces_are_gone_is_made_good_at_the_next_start() {
    let [first, ..] = written();
    let place = Place::new();
    place.ingest(&[&first]);
    erase(&place.store);
    place.raw().execute("update erased set scrubbed = 0", []).unwrap();
    assert!(place.store.scrub_due().unwrap());
    let place = place.reopened();
    assert!(!place.store.scrub_due().unwrap());
    assert!(!erase(&place.store), "it stays erased");
}

/// Three leads, indexed one by one or all at once: in one segment of the index, or in several.
fn the_search_forgets(at_once: bool) {
    let place = Place::new();
    let row =
        LeadRow { card: card(1), person: "郭晓东 quetzal".to_owned(), ..lead(1, "华晟") };
    for row in [row, lead(2, "华晟"), lead(3, "华晟")] {
        place.put(&[row]);
        if !at_once {
            place.index_all();
        }
    }
    place.index_all();
    let hits = |text: &str| {
        let query = LeadQuery {
            view: LeadView::All,
            me: "wang".to_owned(),
            text: text.to_owned(),
            limit: 9,
            ..LeadQuery::default()
        };
        place.store.lead_page(&query).unwrap().rows.len()
    };
    let in_the_index = || {
        let sql = "select block from lead_fts_data";
        let raw = place.raw();
        let mut blocks = raw.prepare(sql).unwrap();
        let blocks = blocks.query_map([], |row| row.get(0)).unwrap();
        let blocks: Vec<Vec<u8>> = blocks.collect::<Result<_, _>>().unwrap();
        blocks.concat().windows(6).any(|seen| seen == b"uetzal")
    };
    assert_eq!((hits("华晟"), hits("郭晓东"), in_the_index()), (3, 1, true));
    erase(&place.store);
    assert_eq!((hits("华晟"), hits("郭晓东"), in_the_index()), (2, 0, false));
}

#[test]
fn the_search_finds_nothing_of_it_and_its_index_has_no_trace() {
    the_search_forgets(false);
    the_search_forgets(true);
}
