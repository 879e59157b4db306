//! How many others one record may name. Whatever it names is looked up by everybody who takes it, so that nobody's
//! single record may send the others looking for ever (decision 0051). Each limit is far above what an honest fair
//! comes to; what an honest list may exceed, the product says in several records.
//!
//! A record that names more is one that does not read ([`crate::PayloadDamage`]): it is kept, is found under
//! no key, and counts for nothing.

use crate::fact::Fact;

/// Everything of a day: a hand-in, a package, a file. As many as a record has room for; a great fair signs less in
/// a day.
pub const DAY_NAMES_MAX: usize = 15_000;
/// Cards of one deal, each with its class and whom it goes to. A larger pool is dealt in parts.
pub const DEAL_NAMES_MAX: usize = 4_000;
/// Cards that are countersigned or excused at once, and those of one customer.
pub const CARDS_NAMED_MAX: usize = 512;
/// Cards that one word joins or parts: it is a word on every two of them.
pub const IDENTITY_NAMES_MAX: usize = 64;
/// Lines of a list that two sign.
pub const LINES_MAX: usize = 2_000;
/// People of one list, or figures about them.
pub const PEOPLE_MAX: usize = 1_000;

/// How many a fact names, and how many it may. What only the book's own people write has no limit but a
/// record's length.
pub(crate) fn named(fact: &Fact) -> Option<(usize, usize)> {
    Some(match fact {
        Fact::HandIn { cards, drafts, .. } => (cards.len() + drafts.len(), DAY_NAMES_MAX),
        Fact::Seal(seal) => (seal.cards.len(), DAY_NAMES_MAX),
        Fact::Imported(import) => (import.cards.len() + import.withdrawn.len(), DAY_NAMES_MAX),
        Fact::Exported(export) => (export.cards.len(), DAY_NAMES_MAX),
        // It names what the record names that it takes in.
        Fact::Adoption(adoption) => (adoption.cards.len(), DAY_NAMES_MAX),
        Fact::RegisterSigned(statement) => (statement.lines.len(), DAY_NAMES_MAX),
        Fact::Report(report) => (report.rests_on.len(), DAY_NAMES_MAX),
        Fact::PenaltyDecided(decision) => (decision.seen.len(), DAY_NAMES_MAX),
        Fact::Deal(deal) if deal.pool.among.len() > PEOPLE_MAX => {
            (deal.pool.among.len(), PEOPLE_MAX)
        }
        Fact::Deal(deal) => (deal.dealt.len(), DEAL_NAMES_MAX),
        Fact::Countersign { cards } | Fact::Excuse { cards, .. } => (cards.len(), CARDS_NAMED_MAX),
        Fact::Registration { cards, .. } => (cards.len(), CARDS_NAMED_MAX),
        Fact::Assignment(assignment) => {
            (assignment.seen.len().max(assignment.discussion.len()), PEOPLE_MAX)
        }
        Fact::Identity(decision) => (decision.cards.len(), IDENTITY_NAMES_MAX),
        Fact::Offer(offer) => (offer.items.len(), LINES_MAX),
        Fact::Received(receipt) => (receipt.items.len(), LINES_MAX),
        Fact::CustodyGiven(giving) => (giving.items.len(), LINES_MAX),
        Fact::CustodyTaken(taking) => (taking.items.len(), LINES_MAX),
        Fact::ExhibitsCounted(count) => (count.items.len(), LINES_MAX),
        Fact::Discussion { people, .. } => (people.len(), PEOPLE_MAX),
        Fact::Confided { readers, .. } => (readers.len(), PEOPLE_MAX),
        Fact::AwardStated(standings) => (standings.sums.len(), PEOPLE_MAX),
        Fact::MarketingRated(rating) => (rating.remarks.len(), PEOPLE_MAX),
        _ => return None,
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use std::cell::{Cell, RefCell};
    use std::collections::BTreeMap;
    use std::convert::Infallible;

    use domain::card::{Card, Source};
    use domain::company::Company;
    use domain::identity::IdentityTokens;
    use domain::time::{Instant, Zone};
    use domain::{CardId, FairId, PersonId};
    use ledger::{
        BootId, CompanyId, EnrolmentId, Head, Incarnation, LogId, Part, Record, RecordId, Seq,
        Signer, Stamp, Unsigned,
    };

    use super::*;
    use crate::book::{Book, Enrolled};
    use crate::payload::{self, CardBytes, card_bytes};
    use crate::{Gather, Key, Records, keys_of, kind};

    thread_local! {
        static NAMED: Cell<usize> = const { Cell::new(0) };
    }

    /// Notes that a record with so many names was read.
    pub(crate) fn count(names: usize) {
        NAMED.with(|named| named.set(named.get() + names));
    }

    /// How many names are read for some work.
    fn names_read(work: impl FnOnce()) -> usize {
        let before = NAMED.with(Cell::get);
        work();
        NAMED.with(Cell::get) - before
    }

    const AT: Instant = Instant(1_773_280_800_000);

    fn company() -> CompanyId {
        CompanyId::new([7; 16])
    }

    /// A colleague's laptop.
    struct Laptop {
        person: &'static str,
        signer: Signer,
        head: Head,
    }

    impl Laptop {
        fn of(person: &'static str, number: u8) -> Self {
            let enrolment = EnrolmentId::new([number; 16]);
            let log = LogId { enrolment, incarnation: Incarnation(1) };
            let signer = Signer::new(&[number; 32], company());
            Self { person, signer, head: Head::start(log) }
        }

        fn sign(&mut self, kind: &str, ranking: Vec<u8>) -> Record {
            let unsigned = Unsigned {
                author: self.person.to_owned(),
                kind: kind.to_owned(),
                stamp: Stamp { claimed_ms: AT.0, boot: BootId::new([1; 16]), mono_ms: 1 },
                anchors: Vec::new(),
                policy: None,
                ranking: Some(Part { salt: [0; 16], bytes: ranking.into() }),
                content: None,
            };
            let record = self.signer.sign(&self.head, unsigned);
            self.head = Head::after(&record);
            record
        }

        fn card(&mut self, number: u32) -> (CardId, Record) {
            let drawn = [&[0][..], &number.to_be_bytes()].concat().try_into().expect("five");
            let card = Card {
                id: CardId::mint(&PersonId::new(self.person), AT, drawn),
                fair: Some(FairId::new("F1")),
                source: Source::Conversation,
                site: None,
                identity: IdentityTokens::default(),
                register: number,
                unattended: false,
                talk_ended: None,
                documented: 1,
            };
            (card.id, self.sign(kind::CARD, payload::CardRanking::of(&card).encode()))
        }

        fn enrolled(&self, certificate: &Record) -> (EnrolmentId, Enrolled) {
            let enrolled = Enrolled {
                person: PersonId::new(self.person),
                key: self.signer.public(),
                recipient: String::new(),
                device: String::new(),
                certificate: certificate.id(),
                since: Instant(0),
                revoked: None,
            };
            (self.head.log.enrolment, enrolled)
        }
    }

    #[derive(Default)]
    struct Held {
        records: BTreeMap<RecordId, Record>,
        under: BTreeMap<Key, Vec<RecordId>>,
        /// How often it was asked for what.
        asked: RefCell<BTreeMap<Key, usize>>,
    }

    impl Held {
        fn hold(&mut self, record: Record) {
            for indexed in keys_of(&record) {
                self.under.entry(indexed.key).or_default().push(record.id());
            }
            self.records.insert(record.id(), record);
        }
    }

    impl Records for Held {
        type Error = Infallible;

        fn record(&self, id: &RecordId) -> Result<Option<Record>, Infallible> {
            Ok(self.records.get(id).cloned())
        }

        fn under(&self, key: &Key, _: u64) -> Result<Vec<Record>, Infallible> {
            *self.asked.borrow_mut().entry(key.clone()).or_default() += 1;
            let ids = self.under.get(key).into_iter().flatten();
            Ok(ids.map(|id| self.records[id].clone()).collect())
        }

        fn at_position(&self, _: LogId, _: Seq) -> Result<usize, Infallible> {
            Ok(1)
        }
    }

    /// What stands in each of so many lists that name all cards of a day.
    fn lists(cards: &[CardBytes]) -> [(&'static str, Vec<u8>); 3] {
        let (fair, day) = ("F1".to_owned(), "2026-03-12".to_owned());
        let hand_in = payload::HandIn {
            fair: fair.clone(),
            day: day.clone(),
            cards: cards.to_vec(),
            ..payload::HandIn::default()
        };
        let seal = payload::Seal {
            fair: fair.clone(),
            day,
            cards: cards.to_vec(),
            ..payload::Seal::default()
        };
        let dealt = |card: &CardBytes| payload::Dealt {
            card: *card,
            class: "a".to_owned(),
            person: "liqiang".to_owned(),
        };
        let deal = payload::Deal {
            fair,
            dealt: cards.iter().map(dealt).collect(),
            among: vec![payload::Seat { person: "liqiang".to_owned(), had: 0 }],
            scope: "pool".to_owned(),
            reason: String::new(),
        };
        [
            (kind::HAND_IN, hand_in.encode()),
            (kind::SEAL, seal.encode()),
            (kind::DEAL, deal.encode()),
        ]
    }

    #[test]
    fn lists_of_a_day_are_not_read_once_for_each_card_that_they_name() {
        const CARDS: u32 = 300;
        const LISTS: usize = 5;
        /// How often a ruling reads what is said about one card.
        const READINGS_MAX: usize = 20;
        let mut wang = Laptop::of("wangfang", 1);
        let (mut held, mut cards) = (Held::default(), Vec::new());
        for number in 0..CARDS {
            let (card, record) = wang.card(number);
            cards.push(card);
            held.hold(record);
        }
        let named: Vec<CardBytes> = cards.iter().copied().map(card_bytes).collect();
        for (kind, said) in (0..LISTS).flat_map(|_| lists(&named)) {
            held.hold(wang.sign(kind, said));
        }
        let mut server = Laptop::of("server", 9);
        for card in &named {
            let (customer, cards) = (*card, vec![*card]);
            let word =
                payload::Registration { customer, cards, ..payload::Registration::default() };
            held.hold(server.sign(kind::REGISTRATION, word.encode()));
        }
        let (fair, day) = ("F1".to_owned(), "2026-03-12".to_owned());
        let complete = payload::RosterComplete { fair, day };
        held.hold(server.sign(kind::ROSTER_COMPLETE, complete.encode()));
        let certificate = wang.sign("company.of_the_future", Vec::new());
        let zone = Zone::named("Asia/Shanghai").expect("known");
        let book = Book {
            id: company(),
            server: EnrolmentId::new([9; 16]),
            zone_name: "Asia/Shanghai".to_owned(),
            company: Company::new("公司".to_owned(), zone),
            enrolments: BTreeMap::from([wang.enrolled(&certificate)]),
            policy: None,
            erased: BTreeMap::new(),
            endorsed: Default::default(),
        };
        let gather = Gather::new(&held, &book);
        let read = names_read(|| {
            for card in &cards {
                let Ok(customer) = gather.customer(*card, AT);
                let cluster = customer.expect("a customer").cluster;
                assert_eq!((cluster.assignments.len(), cluster.registrations.len()), (LISTS, 1));
                assert!(cluster.registrations[0].rosters_complete.is_some());
            }
        });
        // Registrations are read where they are looked for, and name one card each.
        let words = cards.len() * READINGS_MAX;
        assert!(read < LISTS * cards.len() + words, "{read}: more than each deal once");
        let asked = held.asked.borrow();
        assert_eq!(asked.get(&Key::FairDays(FairId::new("F1"))), None);
        assert_eq!(asked.get(&Key::Rosters(FairId::new("F1"))), Some(&1));
    }

    #[test]
    fn one_that_names_more_than_a_record_may_says_how_many_it_may_and_has_no_keys() {
        let mut wang = Laptop::of("wangfang", 1);
        let word = |names: usize| {
            let cards = (0..names).map(|_| CardBytes::default()).collect();
            payload::Identity { same: true, cards }.encode()
        };
        let fits = wang.sign(kind::IDENTITY, word(IDENTITY_NAMES_MAX));
        assert!(Fact::read(&fits).is_ok());
        let more = wang.sign(kind::IDENTITY, word(IDENTITY_NAMES_MAX + 1));
        let damage = Fact::read(&more).expect_err("one too many");
        assert_eq!(damage.names_max, Some(IDENTITY_NAMES_MAX));
        assert!(keys_of(&more).is_empty());
    }

    #[test]
    fn every_list_that_may_be_read_fits_in_a_record() {
        let cards = |n: usize| vec![CardBytes::default(); n];
        let hand_in = payload::HandIn { cards: cards(DAY_NAMES_MAX), ..payload::HandIn::default() };
        let dealt = payload::Dealt {
            card: CardBytes::default(),
            class: "unclassified".to_owned(),
            person: "somebody.with.a.long.name".to_owned(),
        };
        let deal = payload::Deal { dealt: vec![dealt; DEAL_NAMES_MAX], ..payload::Deal::default() };
        for bytes in [hand_in.encode(), deal.encode()] {
            assert!(bytes.len() < ledger::RECORD_BYTES_MAX - 4_096, "{}", bytes.len());
        }
    }
}
