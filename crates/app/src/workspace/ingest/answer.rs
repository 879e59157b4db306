//! What is signed in return for what came: receipts for a colleague's logs, and that something has come.

use std::collections::{BTreeMap, BTreeSet};

use domain::CardId;
use domain::company::Role;
use domain::time::Instant;
use facts::{Fact, Key, Records, payload};
use ledger::{LogId, Receipt, Record, RecordId, Seq, WhichPart};
use store::Tx;

use super::super::sign::Fresh;
use super::super::{NO_BOOT, Workspace};
use super::Met;
use crate::Failure;
use crate::penalties::matter_bytes;

impl Workspace {
    /// Receipts for a colleague's logs: the one that he writes, and those that he wrote before it.
    pub(super) fn receipts(
        &self,
        tx: &Tx<'_>,
        met: &Met,
        as_of: Instant,
    ) -> Result<Vec<Fresh>, store::Error> {
        let before = tx.chains_of(met.log.enrolment)?.into_keys().filter(|log| *log != met.log);
        let before = before.map(|log| Met { log, clock: None, ..*met });
        let receipts = before.chain([*met]).map(|chain| self.receipt(tx, &chain, met.log, as_of));
        Ok(receipts.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    /// A receipt for a colleague's log, as far as it is held here now, whatever he says of it: for what
    /// he has yet to write there is none. Without his clock, once for every position; to have vouched for
    /// one is not to hold what stands there.
    fn receipt(
        &self,
        tx: &Tx<'_>,
        met: &Met,
        current: LogId,
        as_of: Instant,
    ) -> Result<Option<Fresh>, store::Error> {
        let held = tx.head(met.log)?;
        if met.clock.is_none() {
            let says_so = |given: &Record| {
                given.envelope().log.enrolment == self.identity.enrolment
                    && matches!(Fact::read(given), Ok(Fact::Receipt(receipt)) if receipt.holds)
            };
            if tx.under(&Key::Receipts(met.log), held.seq.0)?.iter().any(says_so) {
                return Ok(None);
            }
        }
        let (boot, mono_ms) = met.clock.unwrap_or((NO_BOOT, 0));
        let (of, through, head) = (met.log, held.seq, held.last);
        let beside = self.beside(tx, of, current, as_of.0)?;
        let receipt = Receipt { of, through, head, boot, mono_ms, holds: true, beside };
        Ok(Some(Fresh::open(ledger::RECEIPT_KIND, receipt.encode())))
    }

    /// The delivery of every assignment that now reaches its new owner (OWN-19).
    pub(super) fn deliveries(&self, verified: &[Record]) -> Result<Vec<Fresh>, Failure> {
        let mut deliveries = Vec::new();
        let me = domain::act::Target::Person(self.identity.person.clone());
        let mut seen: BTreeSet<RecordId> = BTreeSet::new();
        for record in verified {
            let Ok(fact) = Fact::read(record) else { continue };
            let to_me = |card: &CardId| fact.gives(*card).is_some_and(|(to, _)| to == me);
            let mut mine = fact.cards();
            mine.retain(to_me);
            if mine.is_empty()
                || !self.may_ever_give(record, &fact)
                || record.envelope().log.enrolment == self.identity.enrolment
            {
                continue;
            }
            // The bare envelope of it may have come before.
            let held = self.store.record(&record.id())?;
            let read = held.is_some_and(|held| !held.lacks(WhichPart::Ranking));
            if seen.insert(record.id()) && !read {
                deliveries.extend(mine.into_iter().map(|card| {
                    let delivery = payload::Delivery {
                        assignment: (*record.id().as_bytes()).into(),
                        card: payload::card_bytes(card),
                    };
                    Fresh::open(facts::kind::DELIVERY, delivery.encode())
                }));
            }
        }
        Ok(deliveries)
    }

    /// That what is explained to its person has come, with its words (PEN-01).
    pub(super) fn explanations(&self, verified: &[Record]) -> Result<Vec<Fresh>, Failure> {
        let mut delivered: BTreeMap<RecordId, Fresh> = BTreeMap::new();
        for record in verified {
            let Ok(Fact::PenaltyTold(told)) = Fact::read(record) else { continue };
            if told.matter.person != self.identity.person || record.lacks(WhichPart::Content) {
                continue;
            }
            let held = self.store.record(&record.id())?;
            if held.is_none_or(|held| held.lacks(WhichPart::Content)) {
                let payload = payload::PenaltyDelivered {
                    matter: matter_bytes(&told.matter),
                    told: (*record.id().as_bytes()).into(),
                };
                let fresh = Fresh::open(facts::kind::PENALTY_DELIVERED, payload.encode());
                delivered.insert(record.id(), fresh);
            }
        }
        Ok(delivered.into_values().collect())
    }

    /// Whether a record is of somebody who could ever give what it gives. An assignment is answered in any case,
    /// one for one; a deal that anybody signs does not make its readers sign thousands of answers.
    fn may_ever_give(&self, record: &Record, fact: &Fact) -> bool {
        let (Fact::Deal(deal), book) = (fact, &self.book) else { return true };
        let Some(by) = book.enrolments.get(&record.envelope().log.enrolment) else { return false };
        let company = &book.company;
        let fairs = company.fairs.get(&deal.pool.fair).into_iter().flat_map(|fairs| fairs.all());
        let people = company.people.get(&by.person).into_iter().flat_map(|known| known.all());
        fairs.into_iter().any(|fair| fair.supervisor == by.person)
            || people.into_iter().any(|person| person.roles.iter().any(|role| *role != Role::Rep))
    }
}

/// Of records that gained parts from a colleague the server may lack these parts too, whatever it has
/// acknowledged: it is brought them once more.
pub(super) fn bring_again(tx: &mut Tx<'_>, grown: &[Record]) -> Result<(), store::Error> {
    let mut acknowledged = tx.acknowledged()?;
    for envelope in grown.iter().map(Record::envelope) {
        let before = Seq(envelope.seq.0.saturating_sub(1));
        acknowledged.entry(envelope.log).and_modify(|has| *has = before.min(*has));
    }
    tx.acknowledge(&acknowledged)
}
