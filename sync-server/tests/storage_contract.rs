//! What every storage must do. Written against the trait; each implementation runs all of it.

use domain::audience::Depth;
use domain::card::{Card, Source};
use domain::identity::{IdentityTokens, Token};
use domain::time::Instant;
use domain::{CardId, FairId, PersonId};
use facts::{Key, kind, payload};
use ledger::{
    BootId, CompanyId, EnrolmentId, Hash, Head, Incarnation, LogId, Part, RECEIPT_KIND, Receipt,
    Record, RecordId, Seq, Signer, Stamp, Unsigned,
};
use sync_server::storage::{
    Appended, SqliteStorage, Storage, StorageError, StoredCode, Write, order,
};

/// Where an implementation keeps its data between two openings.
trait Place {
    fn open(&self) -> Box<dyn Storage>;
}

struct Sqlite(tempfile::TempDir);

impl Place for Sqlite {
    fn open(&self) -> Box<dyn Storage> {
        Box::new(SqliteStorage::open(self.0.path().join("ledger.db"), [7; 32]).unwrap())
    }
}

fn sqlite() -> Sqlite {
    Sqlite(tempfile::tempdir().unwrap())
}

macro_rules! contract {
    ($($name:ident),* $(,)?) => {
        mod on_sqlite {
            $(#[test] fn $name() { super::$name(&super::sqlite()); })*
        }
    };
}

contract! {
    a_record_is_one_however_often_it_comes,
    a_part_that_comes_later_joins_its_record,
    what_is_not_committed_never_happened,
    what_takes_the_place_of_what_was_undone_is_what_is_read,
    a_reader_sees_one_moment,
    arrivals_come_in_order_and_in_pieces,
    records_are_found_by_their_keys,
    a_log_knows_its_end_and_its_forks,
    a_deeper_feed_row_moves_to_the_end,
    a_marker_moves_only_from_where_it_stands,
    codes_counters_and_values_are_kept,
    the_order_of_arrivals_is_a_hash_chain,
    what_is_erased_is_not_taken_again_and_not_missed,
    what_is_taken_back_is_told_again_only_when_it_is_given_back,
    the_last_word_on_a_card_counts,
    everything_survives_a_restart,
}

fn a_record_is_one_however_often_it_comes(place: &dyn Place) {
    let storage = place.open();
    let card = Chain::new(1).card(1, "F1");
    let mut write = storage.write().unwrap();
    assert_eq!(write.append(&card).unwrap(), Appended::New);
    assert_eq!(write.append(&card).unwrap(), Appended::Known);
    write.commit().unwrap();
    let mut write = storage.write().unwrap();
    assert_eq!(write.append(&card).unwrap(), Appended::Known);
    assert_eq!(write.newest().unwrap(), 1);
    assert_eq!(write.record(&card.id()).unwrap().as_ref(), Some(&card));
    assert_eq!(write.record(&RecordId::new([9; 32])).unwrap(), None);
}

fn a_part_that_comes_later_joins_its_record(place: &dyn Place) {
    let storage = place.open();
    let mut chain = Chain::new(1);
    let (card, other) = (chain.card(1, "F1"), chain.card(2, "F1"));
    let key = Key::Card(card_id(1));
    let mut write = storage.write().unwrap();
    assert_eq!(write.append(&card.envelope_only()).unwrap(), Appended::New);
    write.append(&other).unwrap();
    assert!(write.under(&key, 0).unwrap().is_empty(), "nothing is known of a bare envelope");
    assert_eq!(write.lacking(card.envelope().log, 9).unwrap(), [card.id()]);

    assert_eq!(write.append(&card.without_content()).unwrap(), Appended::Grown);
    assert_eq!(write.under(&key, 0).unwrap().len(), 1);
    assert_eq!(write.append(&card).unwrap(), Appended::Grown);
    assert_eq!(write.append(&card.without_content()).unwrap(), Appended::Known);
    assert_eq!(write.record(&card.id()).unwrap(), Some(card.clone()));
    assert!(write.lacking(card.envelope().log, 9).unwrap().is_empty());
    let last = write.since(0, 9).unwrap().pop().unwrap();
    assert_eq!(last, (write.newest().unwrap(), card), "what has grown is news again");
}

fn what_is_not_committed_never_happened(place: &dyn Place) {
    let storage = place.open();
    let card = Chain::new(1).card(1, "F1");
    let mut write = storage.write().unwrap();
    write.append(&card).unwrap();
    write.feed(WANG, &[(card.id(), Depth::Content)]).unwrap();
    write.count("numbers").unwrap();
    drop(write);
    let read = storage.read().unwrap();
    assert_eq!(read.newest().unwrap(), 0);
    assert_eq!(read.record(&card.id()).unwrap(), None);
    assert_eq!(read.feed_end(WANG).unwrap(), 0);
    drop(read);
    assert_eq!(storage.write().unwrap().count("numbers").unwrap(), 1);
}

fn what_takes_the_place_of_what_was_undone_is_what_is_read(place: &dyn Place) {
    let storage = place.open();
    let [first, undone, second] = [1, 2, 3].map(|n| Chain::new(n).card(n, "F1"));
    let told = [(first.id(), Depth::Content)];
    commit(&*storage, |write| write.append(&first).map(drop));
    let mut write = storage.write().unwrap();
    write.append(&undone).unwrap();
    assert_eq!(write.record(&undone.id()).unwrap(), Some(undone));
    write.feed(WANG, &told).unwrap();
    drop(write);
    commit(&*storage, |write| {
        write.append(&second)?;
        write.feed(WANG, &told)
    });
    let read = storage.read().unwrap();
    assert_eq!(read.since(1, 9).unwrap(), [(2, second)]);
    assert_eq!(read.fed(WANG, 0, 9).unwrap().len(), 1);
}

fn a_reader_sees_one_moment(place: &dyn Place) {
    let storage = place.open();
    let read = storage.read().unwrap();
    commit(&*storage, |write| write.append(&Chain::new(1).card(1, "F1")).map(drop));
    assert_eq!(read.newest().unwrap(), 0);
    drop(read);
    assert_eq!(storage.read().unwrap().newest().unwrap(), 1);
}

fn arrivals_come_in_order_and_in_pieces(place: &dyn Place) {
    let storage = place.open();
    let mut chain = Chain::new(1);
    let cards: Vec<Record> = (1..=5).map(|n| chain.card(n, "F1")).collect();
    commit(&*storage, |write| cards.iter().try_for_each(|card| write.append(card).map(drop)));
    let read = storage.read().unwrap();
    let ids = |found: Vec<(u64, Record)>| found.iter().map(|(_, r)| r.id()).collect::<Vec<_>>();
    assert_eq!(ids(read.since(0, 9).unwrap()), cards.iter().map(Record::id).collect::<Vec<_>>());
    let two = read.since(1, 2).unwrap();
    assert_eq!(two.iter().map(|(position, _)| *position).collect::<Vec<_>>(), [2, 3]);
    assert!(read.since(5, 9).unwrap().is_empty());
    let fair = Key::FairCards(FairId::new("F1"));
    assert_eq!(read.arrived_under(&fair, 3).unwrap(), cards[3..]);
}

fn records_are_found_by_their_keys(place: &dyn Place) {
    let storage = place.open();
    let mut chain = Chain::new(1);
    let card = chain.card(1, "F1");
    let (near, far) = (chain.receipt(3), chain.receipt(u64::MAX));
    commit(&*storage, |write| {
        [&card, &near, &far].into_iter().try_for_each(|record| write.append(record).map(drop))
    });
    let read = storage.read().unwrap();
    for key in [Key::Token(Token([1; 16])), Key::CardsBy(PersonId::new("wangfang"))] {
        assert_eq!(read.under(&key, 0).unwrap(), std::slice::from_ref(&card));
    }
    assert!(read.under(&Key::Company, 0).unwrap().is_empty());
    let about = Key::Receipts(log(2));
    assert_eq!(read.under(&about, 3).unwrap().len(), 2);
    assert_eq!(read.under(&about, 4).unwrap(), [far]);
}

fn a_log_knows_its_end_and_its_forks(place: &dyn Place) {
    let storage = place.open();
    let mut chain = Chain::new(1);
    let first = chain.card(1, "F1");
    let mut clone = chain.clone();
    let (second, twin) = (chain.card(2, "F1"), clone.card(3, "F1"));
    assert_eq!(storage.read().unwrap().head(log(1)).unwrap(), Head::start(log(1)));
    commit(&*storage, |write| {
        [&first, &second, &twin].into_iter().try_for_each(|record| write.append(record).map(drop))
    });
    let read = storage.read().unwrap();
    assert_eq!(read.head(log(1)).unwrap(), Head::after(&second), "of two equals the first to come");
    assert_eq!(read.at_position(log(1), Seq(1)).unwrap(), 1);
    assert_eq!(read.at_position(log(1), Seq(2)).unwrap(), 2);
    assert_eq!(read.in_log(log(1), Seq(2), Seq(9)).unwrap(), [second, twin]);
    assert!(read.in_log(log(2), Seq(1), Seq(9)).unwrap().is_empty());
    assert_eq!(read.logs_of(log(1).enrolment).unwrap(), [(log(1), 3)].into());
    assert!(read.logs_of(log(2).enrolment).unwrap().is_empty());
}

fn a_deeper_feed_row_moves_to_the_end(place: &dyn Place) {
    let storage = place.open();
    let mut chain = Chain::new(1);
    let (a, b) = (chain.card(1, "F1"), chain.card(2, "F1"));
    commit(&*storage, |write| {
        write.append(&a)?;
        write.append(&b)?;
        write.feed(WANG, &[(a.id(), Depth::Ranking), (b.id(), Depth::Content)])?;
        write.feed(WANG, &[(a.id(), Depth::Ranking), (b.id(), Depth::Ranking)])
    });
    let seen = |after| -> Vec<(RecordId, Depth)> {
        let rows = storage.read().unwrap().fed(WANG, after, 9).unwrap();
        rows.iter().map(|row| (row.record, row.depth)).collect()
    };
    assert_eq!(seen(0), [(a.id(), Depth::Ranking), (b.id(), Depth::Content)]);
    let end = storage.read().unwrap().feed_end(WANG).unwrap();
    commit(&*storage, |write| write.feed(WANG, &[(a.id(), Depth::Content)]));
    assert_eq!(seen(end), [(a.id(), Depth::Content)]);
    assert_eq!(seen(0), [(b.id(), Depth::Content), (a.id(), Depth::Content)]);
    let read = storage.read().unwrap();
    assert_eq!(read.fed(WANG, 0, 1).unwrap().len(), 1);
    assert!(read.fed(LI, 0, 9).unwrap().is_empty(), "everybody has a feed of his own");
}

fn a_marker_moves_only_from_where_it_stands(place: &dyn Place) {
    let storage = place.open();
    let mut write = storage.write().unwrap();
    assert!(write.move_marker(WANG, 0, 5).unwrap());
    assert!(!write.move_marker(WANG, 0, 7).unwrap());
    assert!(!write.move_marker(LI, 3, 7).unwrap());
    assert!(write.move_marker(WANG, 5, 0).unwrap());
    assert!(write.move_marker(WANG, 0, 9).unwrap());
    write.set_last_contact(LI, Instant(-4)).unwrap();
    assert!(write.move_marker(LI, 0, 2).unwrap(), "whoever was seen stands at zero");
    write.set_last_contact(WANG, Instant(8)).unwrap();
    write.commit().unwrap();
    let read = storage.read().unwrap();
    assert_eq!(read.markers().unwrap().into_iter().collect::<Vec<_>>(), [(WANG, 9), (LI, 2)]);
    assert_eq!(read.last_contact(WANG).unwrap(), Some(Instant(8)));
    assert_eq!(read.last_contact(LI).unwrap(), Some(Instant(-4)));
}

fn codes_counters_and_values_are_kept(place: &dyn Place) {
    let storage = place.open();
    let (hash, other) = (Hash::new([3; 32]), Hash::new([4; 32]));
    let fresh =
        StoredCode { person: PersonId::new("王芳"), expires: Instant(600_000), used_by: None };
    let used = StoredCode { used_by: Some(WANG), ..fresh.clone() };
    let mut write = storage.write().unwrap();
    write.set_code(&hash, &fresh).unwrap();
    assert_eq!(write.code(&hash).unwrap().as_ref(), Some(&fresh));
    assert_eq!(write.code(&other).unwrap(), None);
    write.set_code(&hash, &used).unwrap();
    assert_eq!(write.code(&hash).unwrap(), Some(used));
    assert_eq!((write.count("a").unwrap(), write.count("a").unwrap()), (1, 2));
    assert_eq!(write.count("b").unwrap(), 1);
    write.count_from("a", 7).unwrap();
    write.count_from("a", 3).unwrap();
    assert_eq!((write.counted("a").unwrap(), write.count("a").unwrap()), (7, 8));
    assert_eq!(write.counted("c").unwrap(), 0);
    write.set_value("key", b"one").unwrap();
    write.set_value("key", &[0, 255]).unwrap();
    assert_eq!(write.value("key").unwrap(), Some(vec![0, 255]));
    assert_eq!(write.value("nothing").unwrap(), None);
}

fn the_order_of_arrivals_is_a_hash_chain(place: &dyn Place) {
    let storage = place.open();
    let mut chain = Chain::new(1);
    let (first, second) = (chain.card(1, "F1"), chain.card(2, "F1"));
    commit(&*storage, |write| {
        write.append(&first.without_content())?;
        write.append(&second)?;
        write.append(&first)?;
        write.append(&first).map(drop)
    });
    let read = storage.read().unwrap();
    let all = read.order_after(0, 9).unwrap();
    let entries: Vec<_> = all.iter().map(|(_, entry)| entry.unwrap()).collect();
    let told = entries.iter().map(|entry| (entry.position, entry.record, entry.parts));
    let (a, b) = (first.id(), second.id());
    assert_eq!(told.collect::<Vec<_>>(), [(1, a, 1), (2, b, 3), (3, a, 3)], "growth is news");
    let mut before = order::BEGINNING;
    for entry in &entries {
        assert!(entry.follows(&before));
        before = entry.hash;
        assert_eq!(read.order_at(entry.position).unwrap(), Some(entry.hash));
    }
    assert_eq!(read.order_at(0).unwrap(), Some(order::BEGINNING));
    assert_eq!(read.order_at(4).unwrap(), None);
    assert_eq!(read.order_after(1, 1).unwrap(), all[1..2]);
}

fn what_is_erased_is_not_taken_again_and_not_missed(place: &dyn Place) {
    let storage = place.open();
    let mut chain = Chain::new(1);
    let (card, other, late) = (chain.card(1, "F1"), chain.card(2, "F1"), chain.card(1, "F1"));
    let log = card.envelope().log;
    commit(&*storage, |write| {
        write.append(&card)?;
        write.append(&other)?;
        assert!(write.erase(card_id(1).into())?);
        assert!(!write.erase(card_id(1).into())?, "once is enough");
        Ok(())
    });
    let mut write = storage.write().unwrap();
    assert!(
        write.is_erased(card_id(1).into()).unwrap() && !write.is_erased(card_id(2).into()).unwrap()
    );
    let bare = card.without_content();
    assert_eq!(write.record(&card.id()).unwrap(), Some(bare.clone()));
    assert_eq!(write.record(&other.id()).unwrap(), Some(other));
    assert_eq!(write.append(&card).unwrap(), Appended::Known);
    assert_eq!(write.append(&late.envelope_only()).unwrap(), Appended::New);
    assert_eq!(write.lacking(log, 9).unwrap(), [late.id()], "nobody knows what it is about");
    assert_eq!(write.append(&late).unwrap(), Appended::Grown);
    assert_eq!(write.record(&late.id()).unwrap(), Some(late.without_content()));
    assert!(write.lacking(log, 9).unwrap().is_empty());
    let parts = |id| {
        let order = write.order_after(0, 9).unwrap().into_iter().filter_map(|(_, entry)| entry);
        order.filter(|entry| entry.record == id).map(|entry| entry.parts).collect::<Vec<_>>()
    };
    assert_eq!(parts(card.id()), [3, 1], "the order of arrivals says that a part is gone");
}

fn what_is_taken_back_is_told_again_only_when_it_is_given_back(place: &dyn Place) {
    let storage = place.open();
    let mut chain = Chain::new(1);
    let (first, second) = (chain.card(1, "F1"), chain.card(2, "F1"));
    commit(&*storage, |write| {
        write.append(&first)?;
        write.append(&second)?;
        write.feed(WANG, &[(first.id(), Depth::Content), (second.id(), Depth::Content)])?;
        write.feed(LI, &[(second.id(), Depth::Ranking)])
    });
    let mut write = storage.write().unwrap();
    let mut told = write.told(&Key::Card(card_id(2))).unwrap();
    told.sort_by_key(|told| told.enrolment);
    let depths: Vec<_> = told.iter().map(|told| (told.enrolment, told.depth)).collect();
    assert_eq!(depths, [(WANG, Depth::Content), (LI, Depth::Ranking)]);
    let fed = |write: &dyn Write, after| {
        let rows = write.fed(WANG, after, 9).unwrap().into_iter();
        rows.map(|row| (row.position, row.record, row.depth)).collect::<Vec<_>>()
    };
    write.take_back(WANG, &[(first.id(), Some(Depth::Ranking)), (second.id(), None)]).unwrap();
    assert_eq!(fed(&*write, 0), [(1, first.id(), Depth::Ranking)]);
    assert_eq!(write.feed_end(WANG).unwrap(), 2, "a cursor may stand where nothing is any more");
    write.take_back(WANG, &[(first.id(), Some(Depth::Content))]).unwrap();
    assert_eq!(fed(&*write, 0), [(1, first.id(), Depth::Ranking)], "taking back gives nothing");
    write.feed(WANG, &[(second.id(), Depth::Content), (first.id(), Depth::Content)]).unwrap();
    let again = [(3, second.id(), Depth::Content), (4, first.id(), Depth::Content)];
    assert_eq!(fed(&*write, 2), again);
    write.take_all_back(WANG).unwrap();
    assert_eq!((fed(&*write, 0), write.feed_end(WANG).unwrap()), (Vec::new(), 4));
    write.feed(WANG, &[(first.id(), Depth::Content)]).unwrap();
    assert_eq!(fed(&*write, 4), [(5, first.id(), Depth::Content)]);
    assert_eq!(write.fed(LI, 0, 9).unwrap().len(), 1, "that is somebody else's");
}

fn the_last_word_on_a_card_counts(place: &dyn Place) {
    let storage = place.open();
    let act = RecordId::new([7; 32]);
    commit(&*storage, |write| {
        write.release(WANG, card_id(1), Depth::Envelope, Some(act), Instant(5))?;
        write.release(WANG, card_id(2), Depth::Ranking, None, Instant(6))?;
        write.release(LI, card_id(2), Depth::Envelope, None, Instant(7))?;
        write.release(WANG, card_id(1), Depth::Content, None, Instant(8))
    });
    let read = storage.read().unwrap();
    let words = |of, after, max| {
        let words = read.released(of, after, max).unwrap().into_iter();
        words.map(|word| (word.number, word.card, word.depth)).collect::<Vec<_>>()
    };
    let wangs = [(2, card_id(2), Depth::Ranking), (3, card_id(1), Depth::Content)];
    assert_eq!(words(WANG, 0, 9), wangs);
    assert_eq!(words(WANG, 2, 9), wangs[1..]);
    assert_eq!(words(WANG, 0, 1), wangs[..1]);
    assert_eq!(words(LI, 0, 9), [(1, card_id(2), Depth::Envelope)], "each has numbers of its own");
    let on = read.releases_of(card_id(2)).unwrap();
    let on: Vec<_> = on.iter().map(|(of, word)| (*of, word.number, word.at.0)).collect();
    assert_eq!(on, [(WANG, 2, 6), (LI, 1, 7)]);
    assert_eq!(read.releases_of(card_id(1)).unwrap()[&WANG].act, None);
}

fn everything_survives_a_restart(place: &dyn Place) {
    let card = Chain::new(1).card(1, "F1");
    {
        let storage = place.open();
        commit(&*storage, |write| {
            write.append(&card)?;
            write.count("numbers")?;
            write.feed(WANG, &[(card.id(), Depth::Content)])
        });
    }
    let storage = place.open();
    let mut write = storage.write().unwrap();
    assert_eq!(write.under(&Key::Card(card_id(1)), 0).unwrap(), [card]);
    assert_eq!(write.count("numbers").unwrap(), 2);
    assert_eq!(write.fed(WANG, 0, 9).unwrap().len(), 1);
}

#[test]
fn the_file_is_encrypted_and_another_key_does_not_open_it() {
    let place = sqlite();
    let path = place.0.path().join("ledger.db");
    drop(place.open());
    let bytes = std::fs::read(&path).unwrap();
    assert!(!bytes.starts_with(b"SQLite format 3"));
    assert!(matches!(SqliteStorage::open(&path, [8; 32]), Err(StorageError::Locked)));
}

const WANG: EnrolmentId = EnrolmentId::new([1; 16]);
const LI: EnrolmentId = EnrolmentId::new([2; 16]);

fn log(n: u8) -> LogId {
    LogId { enrolment: EnrolmentId::new([n; 16]), incarnation: Incarnation(1) }
}

fn commit(storage: &dyn Storage, work: impl FnOnce(&mut dyn Write) -> Result<(), StorageError>) {
    let mut write = storage.write().unwrap();
    work(&mut *write).unwrap();
    write.commit().unwrap();
}

fn card_id(n: u8) -> CardId {
    CardId::mint(&PersonId::new("wangfang"), Instant(0), [n; 5])
}

/// Writes records of one log.
#[derive(Clone)]
struct Chain {
    head: Head,
    n: u8,
}

impl Chain {
    fn new(n: u8) -> Self {
        Self { head: Head::start(log(n)), n }
    }

    fn card(&mut self, n: u8, fair: &str) -> Record {
        let card = Card {
            id: card_id(n),
            fair: Some(FairId::new(fair)),
            source: Source::Conversation,
            site: None,
            identity: IdentityTokens { name: Some(Token([n; 16])), ..IdentityTokens::default() },
            register: 1,
            unattended: false,
            talk_ended: None,
            documented: 0,
        };
        let content = payload::CardContent::default().encode();
        self.sign(kind::CARD, payload::CardRanking::of(&card).encode(), Some(content))
    }

    fn receipt(&mut self, through: u64) -> Record {
        let receipt = Receipt {
            of: log(2),
            through: Seq(through),
            head: None,
            boot: BootId::new([1; 16]),
            mono_ms: 1,
            holds: true,
            beside: None,
        };
        self.sign(RECEIPT_KIND, receipt.encode(), None)
    }

    fn sign(&mut self, kind: &str, ranking: Vec<u8>, content: Option<Vec<u8>>) -> Record {
        let part = |bytes: Vec<u8>| Part { salt: [0; 16], bytes: bytes.into() };
        let unsigned = Unsigned {
            author: "wangfang".to_owned(),
            kind: kind.to_owned(),
            stamp: Stamp { claimed_ms: 0, boot: BootId::new([1; 16]), mono_ms: 0 },
            anchors: Vec::new(),
            policy: None,
            ranking: Some(part(ranking)),
            content: content.map(part),
        };
        let record = Signer::new(&[self.n; 32], CompanyId::new([1; 16])).sign(&self.head, unsigned);
        self.head = Head::after(&record);
        record
    }
}
