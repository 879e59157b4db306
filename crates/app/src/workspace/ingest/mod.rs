//! Taking records from outside: verify all (`check`), then commit all, with what is signed in return
//! (`answer`).

mod answer;
mod beside;
mod check;

use std::collections::BTreeSet;

use facts::Fact;
use ledger::{BootId, Damage, Head, LogId, RawRecord, Record, RecordId};
use store::Tx;

use super::identity::Identity;
use super::renewal::{Event, note, own_among};
use super::sign::Fresh;
use super::{Workspace, erasure, lists, scope};
use crate::{Failure, Now};
use answer::bring_again;
use check::Checked;
pub(super) use check::verify_company;

/// Where records came from: it decides what is signed in return.
#[derive(Clone, Debug)]
pub enum Source {
    /// The server's feed. The server has given its own receipt.
    Server,
    /// A colleague's device.
    Colleague(Met),
    /// A colleague's word about this laptop's own chain, or his certificate: nothing is signed in return.
    Witness,
}

/// What a colleague's device showed of itself.
#[derive(Clone, Copy, Debug)]
pub struct Met {
    /// The log that it writes.
    pub log: LogId,
    /// Its boot and monotonic clock, when it is here now. What came by a file has been under way for
    /// who knows how long, and says nothing about anybody's clock.
    pub clock: Option<(BootId, u64)>,
    /// Whether he hands in what he wrote. An answer to a hand-in holds nothing that waits to be safe.
    pub hands_in: bool,
}

/// A record that was set aside, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// The record, as far as it could be read.
    pub id: Option<RecordId>,
    /// A stable code under `quarantine.` in the language files.
    pub code: &'static str,
}

/// What came.
#[derive(Clone, Debug, Default)]
pub struct Ingested {
    /// Records that were new, or whose parts were.
    pub records: u32,
    /// New signed cards among them.
    pub cards: u32,
    /// What was set aside.
    pub refused: Vec<Refusal>,
    /// Whether facts about the company changed.
    pub company: bool,
}

/// What a transaction has taken.
#[derive(Default)]
struct Taken {
    /// Records that were new, or whose parts were.
    fresh: Vec<Record>,
    /// Those among them that were held before, without a part.
    grown: Vec<Record>,
}

impl Workspace {
    /// Takes records. One bad record never blocks the others: it is set aside with a reason. `also`
    /// runs in the same transaction, so that a cursor never runs ahead of its records.
    ///
    /// # Errors
    /// `store` when the disk fails, `bundle.damaged` when a colleague brings more than a few records
    /// that are bad; then nothing was taken.
    pub fn ingest(
        &mut self,
        raws: impl IntoIterator<Item = Result<RawRecord, Damage>>,
        source: &Source,
        now: &Now,
        also: impl FnOnce(&mut Tx<'_>) -> Result<(), store::Error>,
    ) -> Result<Ingested, Failure> {
        let checked = self.check(raws, source)?;
        let log = self.log();
        for record in &checked.verified {
            self.anchors.learn(record, &checked.book, log);
        }
        let mut deliveries = self.deliveries(&checked.verified)?;
        deliveries.extend(self.explanations(&checked.verified)?);
        let renewed = match self.went_on_elsewhere(&checked.verified)? {
            true => Some(self.next_incarnation(now)),
            false => None,
        };
        let outcome = self.commit(&checked, source, now, deliveries, renewed.as_ref(), also)?;
        if let Some(renewed) = renewed {
            self.become_incarnation(renewed)?;
        }
        if outcome.company {
            self.reload_book()?;
        }
        self.settle(now)?;
        Ok(outcome)
    }

    /// Writes everything in one transaction: what came, what is signed in return, what was set aside, and
    /// the rows of every customer that any of it touches.
    fn commit(
        &self,
        Checked { verified, aside, book }: &Checked,
        source: &Source,
        now: &Now,
        deliveries: Vec<Fresh>,
        renewed: Option<&Identity>,
        also: impl FnOnce(&mut Tx<'_>) -> Result<(), store::Error>,
    ) -> Result<Ingested, Failure> {
        let (as_of, me) = (self.as_of(now), &self.identity.person);
        let lost = self.store.lost()?;
        let writer = renewed.unwrap_or(&self.identity);
        let head = match renewed {
            Some(renewed) => Head::start(renewed.log()),
            None => self.store.head(self.log())?,
        };
        let told = matches!(source, Source::Server).then_some(now);
        Ok(self.store.write(|tx| -> Result<Ingested, store::Error> {
            // First, so that nothing of it is taken any more.
            let erased = erasure::erase(tx, book, me)?;
            if let Source::Colleague(met) = source {
                scope::take_hand_in(tx, met, verified)?;
            }
            let Taken { mut fresh, grown } = take(tx, verified)?;
            let mut outcome = Ingested::of(&fresh);
            outcome.refused = aside.records.iter().map(|(_, refusal)| refusal.clone()).collect();
            if let Some(renewed) = renewed {
                renewed.save(tx)?;
            }
            // What was let go of and is given back was never lost.
            let given_back: BTreeSet<RecordId> = grown.iter().map(Record::id).collect();
            let new = fresh.iter().filter(|record| !given_back.contains(&record.id()));
            let came_back = own_among(writer, new, &lost);
            if came_back > 0 {
                note(tx, Event::WentOnElsewhere, as_of.0, came_back)?;
            }
            let receipts = match source {
                Source::Server | Source::Witness => Vec::new(),
                Source::Colleague(met) => {
                    bring_again(tx, &grown)?;
                    scope::note_brought(tx, me, &fresh)?;
                    self.receipts(tx, met, as_of)?
                }
            };
            let mut own_head = head;
            for (i, fact) in receipts.into_iter().chain(deliveries).enumerate() {
                let record = self.make(&own_head, fact, now, i);
                tx.append(&record)?;
                own_head = Head::after(&record);
                fresh.push(record);
            }
            for (raw, refusal) in &aside.records {
                tx.quarantine(raw, refusal.code, as_of.0)?;
            }
            erasure::show(tx, book, me, &erased, as_of)?;
            lists::refresh(tx, book, me, &fresh, as_of, told)?;
            also(tx)?;
            Ok(outcome)
        })?)
    }
}

/// Takes what is not held yet.
fn take(tx: &mut Tx<'_>, verified: &[Record]) -> Result<Taken, store::Error> {
    let mut taken = Taken::default();
    for record in verified {
        match tx.ingest(record)? {
            store::Ingested::Known => continue,
            store::Ingested::New => {}
            store::Ingested::MorePartsNow => taken.grown.push(record.clone()),
        }
        taken.fresh.push(record.clone());
    }
    Ok(taken)
}

impl Ingested {
    fn of(fresh: &[Record]) -> Self {
        // The bare envelope of a card that is none of our business is no card.
        let is_card = |record: &&Record| matches!(Fact::read(record), Ok(Fact::Card(_)));
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Self {
            records: count(fresh.len()),
            cards: count(fresh.iter().filter(is_card).count()),
            refused: Vec::new(),
            company: fresh.iter().any(|record| record.kind().starts_with("company.")),
        }
    }
}
