//! Taking what a device brings. Everything of one push is committed in one transaction.

use std::collections::{BTreeMap, BTreeSet};

use facts::kind;
use facts::payload;
use ledger::{EnrolmentId, Incarnation, LogId, RECEIPT_KIND, Receipt, Record, RecordId, Seq};
use protocol::RawRecords;
use protocol::sync::{Contact, Past, Refused};

use super::chain::Placed;
use super::desk::Desk;
use super::memo::Memo;
use super::ratchet::{self, Turned};
use super::recovery::Recovery;
use super::touched::{by_company, touched, unregistered};
use super::{Ledger, Trouble, chain, check, number, receipts, recovery, register, roster};
use crate::storage::StorageError;

/// How many records' parts are asked for at once.
const WANTED_MAX: usize = 200;

/// What a device brings.
pub(super) struct Push<'a> {
    /// Who brings it. Most of it he has signed himself; the rest was handed in to him.
    pub(super) from: EnrolmentId,
    /// His clock.
    pub(super) contact: Contact,
    /// The logs that he carries, and how far.
    pub(super) offer: &'a BTreeMap<LogId, Seq>,
    /// A frame of them.
    pub(super) records: &'a RawRecords,
    /// What he remembers of himself.
    pub(super) past: &'a Past,
    /// How far the store before this one had each log, by his word.
    pub(super) had: Option<&'a BTreeMap<LogId, Seq>>,
}

impl Push<'_> {
    fn own_logs(&self) -> impl Iterator<Item = LogId> {
        self.offer.keys().copied().filter(|log| log.enrolment == self.from)
    }

    /// What he says of others' chains counts for nothing.
    fn lost_places(&self) -> BTreeSet<(LogId, Seq)> {
        self.past.lost.iter().copied().filter(|(log, _)| log.enrolment == self.from).collect()
    }

    /// Whether the server has now all of the device's own that it offers.
    fn brought_everything(&self, has: &BTreeMap<LogId, Seq>) -> bool {
        self.own_logs().all(|log| has.get(&log) >= self.offer.get(&log))
    }

    /// The chain that the device continues now: its newest incarnation. A device that has not written
    /// yet may not offer it, and is to be told the time all the same.
    pub(super) fn current_log(&self) -> LogId {
        let first = LogId { enrolment: self.from, incarnation: Incarnation(1) };
        self.own_logs().max().unwrap_or(first)
    }
}

/// What became of a push.
pub(super) struct Accepted {
    pub(super) has: BTreeMap<LogId, Seq>,
    pub(super) wants_parts: Vec<RecordId>,
    pub(super) refused: Vec<Refused>,
    pub(super) turned: Turned,
}

impl Ledger {
    /// Takes a push. Doing it twice changes nothing.
    pub(super) fn accept(&self, push: &Push<'_>) -> Result<Accepted, Trouble> {
        let (mut records, mut refused) = check::check(push.records, &*self.book()?);
        // Whatever became of the frame under way: a chain is taken from its beginning.
        records.sort_by_key(|record| (record.envelope().log, record.envelope().seq));
        let brought: BTreeSet<RecordId> = records.iter().map(Record::id).collect();
        let mut desk = Desk::open(self)?;
        let closed = |log: &LogId| desk.standing.has_closed(log);
        let lost = push.lost_places();
        let placed = chain::place(&mut *desk.write, records, closed, &lost, &mut refused)?;
        desk.enter(&placed.new)?;
        recovery::count_from_returned(&mut *desk.write, &placed.new)?;
        let receipts = give_receipts(&mut desk, push, &placed)?;
        let recovering = Recovery::under_way(&*desk.write)?.is_some();
        if !recovering {
            give_numbers(&mut desk, &placed.new)?;
            register(&mut desk, &placed.new, receipts)?;
        }
        let has = reached(&desk, push)?;
        self.note_contact(&mut desk, push, &has, &placed.new)?;
        if recovering {
            let everything = push.brought_everything(&has);
            recovery::note(&mut *desk.write, push.from, push.had, everything)?;
            self.end_if_nothing_is_missing(&mut desk)?;
        }
        let wants_parts = wanted(&desk, push, &brought)?;
        let (token, now) = (&push.past.token, desk.now());
        let turned =
            ratchet::turn(&mut *desk.write, &*self.random, push.from, token, push.contact, now)?;
        desk.commit()?;
        Ok(Accepted { has, wants_parts, refused, turned })
    }

    /// Notes that a device has brought everything it had, and what that completes (SYN-03).
    fn note_contact(
        &self,
        desk: &mut Desk<'_>,
        push: &Push<'_>,
        has: &BTreeMap<LogId, Seq>,
        new: &[Record],
    ) -> Result<(), Trouble> {
        self.open_fairs.add_sealed(new);
        let now = desk.now();
        let Some(enrolled) = desk.book.enrolments.get(&push.from) else { return Ok(()) };
        let person = enrolled.person.clone();
        if push.brought_everything(has) {
            desk.write.set_last_contact(push.from, now)?;
        }
        if Recovery::under_way(&*desk.write)?.is_some() {
            return Ok(());
        }
        for fair in self.open_fairs.of(&person, &desk.book, now) {
            let complete = roster::complete(&Memo::new(&*desk.write), &desk.book, &fair, now)?;
            for day in &complete.days {
                let (fair, day) = (fair.to_string(), day.to_string());
                let payload = payload::RosterComplete { fair, day };
                desk.sign(kind::ROSTER_COMPLETE, payload.encode())?;
            }
            if !complete.others {
                self.open_fairs.close(&fair);
            }
        }
        Ok(())
    }
}

fn give_receipts(
    desk: &mut Desk<'_>,
    push: &Push<'_>,
    placed: &Placed,
) -> Result<Vec<Record>, StorageError> {
    let due = receipts::due(&*desk.write, desk.book.server, push, placed, desk.now())?;
    due.iter().map(|receipt: &Receipt| desk.sign(RECEIPT_KIND, receipt.encode())).collect()
}

/// Every signed card gets its official number as it comes in (OWN-09).
pub(super) fn give_numbers(desk: &mut Desk<'_>, new: &[Record]) -> Result<(), StorageError> {
    let cards = number::unnumbered(&Memo::new(&*desk.write), &desk.book, new)?;
    cards.into_iter().try_for_each(|card| number::give(desk, card))
}

/// Registers every ruling that what came has made ripe, or has changed (SYN-03).
pub(super) fn register(
    desk: &mut Desk<'_>,
    new: &[Record],
    receipts: Vec<Record>,
) -> Result<(), StorageError> {
    let (due, known) = {
        let memo = Memo::after(desk.witnesses, &*desk.write);
        let arrived = new.iter().cloned().chain(receipts).collect();
        let touched = touched(&memo, &desk.book, arrived)?;
        let mut cards = unregistered(&memo, &desk.book, &touched)?;
        cards.extend(touched.cards);
        cards.extend(by_company(&memo, &desk.book, new)?);
        (register::due(&memo, &desk.book, &cards, desk.now())?, memo.known())
    };
    desk.known = known;
    for registration in due {
        desk.sign(kind::REGISTRATION, registration.encode())?;
    }
    Ok(())
}

/// How far the offered logs are held. Of other people's logs a device learns no more than it brings.
fn reached(desk: &Desk<'_>, push: &Push<'_>) -> Result<BTreeMap<LogId, Seq>, StorageError> {
    let mut has = BTreeMap::new();
    for (log, offered) in push.offer {
        let held = desk.write.head(*log)?.seq;
        let own = log.enrolment == push.from;
        has.insert(*log, if own { held } else { held.min(*offered) });
    }
    Ok(has)
}

/// Records of the device's own that came thin, through somebody who may not hold more. What it has
/// just brought as thin again it does not have.
fn wanted(
    desk: &Desk<'_>,
    push: &Push<'_>,
    brought: &BTreeSet<RecordId>,
) -> Result<Vec<RecordId>, StorageError> {
    let mut wanted = Vec::new();
    for log in push.own_logs() {
        wanted.extend(desk.write.lacking(log, WANTED_MAX)?);
    }
    wanted.retain(|id| !brought.contains(id));
    wanted.truncate(WANTED_MAX);
    Ok(wanted)
}
