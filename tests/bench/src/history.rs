//! What a long history costs: one more card on a laptop that has ten days of eight others.

use std::iter::repeat_n;

use domain::{CardId, time::Instant};
use exchange_tests::{Company, Laptop};
use facts::{Book, Gather, Key, Records};
use ledger::{LogId, Record, RecordId, Seq};
use store::Snapshot;

use crate::booth::{Booth, Habit};
use crate::cost::Cost;
use crate::takes;

/// Cards of the booth in a day; with the receipts for each, 240 records in each log.
const CARDS_A_DAY: usize = 480;

const HABIT: Habit = Habit { follow_ups: 0, vouched: true };

/// How often each question is asked.
const TIMES: usize = 10;

/// Days of a fair at which everybody starts his laptop in the morning, hears from the server, vouches all
/// day, and syncs in the evening.
pub fn days(company: &Company, booth: &mut Booth<'_>, days: usize) -> Vec<CardId> {
    let mut cards = Vec::new();
    for _ in 0..days {
        company.time.pass_minutes(14 * 60);
        for chain in &mut booth.chains {
            chain.laptop.clock.reboot();
            takes::contact(company, chain);
        }
        cards.extend(booth.customers(CARDS_A_DAY, HABIT));
        takes::server(company, booth);
        booth.taken();
    }
    cards
}

/// The costs of one more card.
pub struct OneMore {
    /// Receipts that the laptop holds.
    pub receipts: usize,
    /// The new card and its receipts are taken, ruled on and listed.
    pub taken: Cost,
    /// The new card is ruled on, by the receipts that bear on it.
    pub new: Cost,
    /// And by reading all.
    pub new_by_all: Cost,
    /// The same for the first card of all.
    pub old: Cost,
    /// And by reading all.
    pub old_by_all: Cost,
}

/// One more card reaches a laptop that holds everything.
pub fn one_more(company: &Company, booth: &mut Booth<'_>, to: &Laptop, first: CardId) -> OneMore {
    to.sync();
    company.time.pass_minutes(10);
    let card = booth.customers(1, HABIT)[0];
    let taken = takes::laptop(to, booth);
    let opened = to.desk.opened().expect("an open workspace");
    let workspace = opened.workspace();
    let (book, as_of) = (workspace.book(), company.time.now());
    let read = workspace.store().read(|held| -> Result<_, store::Error> {
        let mut receipts = 0;
        for chain in &booth.chains {
            receipts += held.under(&Key::Receipts(chain.log()), 0)?.len();
        }
        let bounded = |card| ruled(held, book, card, as_of);
        let by_all = |card| ruled(&All(held), book, card, as_of);
        Ok(OneMore {
            receipts,
            taken,
            new: bounded(card),
            new_by_all: by_all(card),
            old: bounded(first),
            old_by_all: by_all(first),
        })
    });
    read.expect("a database")
}

fn ruled<R: Records<Error = store::Error>>(
    records: &R,
    book: &Book,
    card: CardId,
    as_of: Instant,
) -> Cost {
    Cost::of(TIMES, || {
        for card in repeat_n(card, TIMES) {
            let customer = Gather::new(records, book).customer(card, as_of).expect("a database");
            assert!(customer.is_some(), "a signed card has a customer");
        }
    })
}

/// A database without an index of receipts: it reads all of them.
struct All<'s>(&'s Snapshot<'s>);

impl Records for All<'_> {
    type Error = store::Error;

    fn record(&self, id: &RecordId) -> Result<Option<Record>, store::Error> {
        self.0.record(id)
    }

    fn under(&self, key: &Key, from_rank: u64) -> Result<Vec<Record>, store::Error> {
        self.0.under(key, from_rank)
    }

    fn at_position(&self, log: LogId, seq: Seq) -> Result<usize, store::Error> {
        self.0.at_position(log, seq)
    }
}
