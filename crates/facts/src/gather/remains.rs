//! What is left of a device that is gone (SEC-09): how much of its chains is held here, and what others saw
//! of them that is not.

use std::collections::BTreeMap;

use domain::PersonId;
use domain::time::Instant;
use ledger::{
    EnrolmentId, Incarnation, LogId, RECEIPT_KIND, Receipt, Record, Remains, Seq, Sighting,
    WhichPart,
};

use super::Gather;
use crate::fact::Fact;
use crate::index::{Key, Records};
use crate::kind;

/// One chain, position by position.
struct Chain {
    log: LogId,
    /// The records that are held whole, by position.
    whole: BTreeMap<Seq, Record>,
    /// The last position at which anything is held.
    last: Seq,
    /// Signed cards of which nothing but the envelope is held.
    bare_cards: u64,
}

impl Chain {
    /// How many positions through one are not held whole. Counted, never listed: a position is whatever
    /// somebody claims.
    fn unheld_through(&self, through: Seq) -> u64 {
        let held = self.whole.range(..=through).count() as u64;
        through.0.saturating_sub(held)
    }

    /// How many are whole after one, receipts aside.
    fn written_after(&self, after: Seq) -> u64 {
        let later = self.whole.range(after.next()..);
        later.filter(|(_, record)| record.kind() != RECEIPT_KIND).count() as u64
    }

    /// How many are whole before the first that is not.
    fn unbroken(&self) -> u64 {
        let expected = (1u64..).map(Seq);
        self.whole.keys().zip(expected).take_while(|(seq, expected)| *seq == expected).count()
            as u64
    }
}

impl<R: Records> Gather<'_, R> {
    /// What is left of an enrolment's device, from the records of its chains that are held.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn remains(&self, of: EnrolmentId, held: &[Record]) -> Result<Remains, R::Error> {
        let mut remains = Remains { last_contact_ms: self.certified(of)?.0, ..Remains::default() };
        let mut furthest: BTreeMap<EnrolmentId, Sighting> = BTreeMap::new();
        let mut broken = false;
        for chain in self.chains(of, held) {
            let gaps = chain.unheld_through(chain.last);
            remains.entries += chain.written_after(Seq::ZERO);
            remains.cards += chain.whole.values().filter(|r| r.kind() == kind::CARD).count() as u64;
            remains.gaps += gaps;
            remains.gap_cards += chain.bare_cards;
            let mut missing = gaps;
            for (receipt, giver) in self.outsiders_of(of, chain.log)? {
                let at = self.witness_time(&giver)?;
                remains.last_seen_ms = remains.last_seen_ms.max(Some(at.0));
                if self.prolongs_lease(of, &receipt, &giver, at) {
                    remains.last_contact_ms = remains.last_contact_ms.max(at.0);
                }
                let unheld = chain.unheld_through(receipt.through);
                missing = missing.max(unheld);
                if unheld > 0 {
                    let by = giver.envelope().log.enrolment;
                    let sighting = Sighting { by, at_ms: at.0, unheld };
                    let known = furthest.entry(by).or_insert(sighting.clone());
                    if (known.unheld, known.at_ms) < (unheld, at.0) {
                        *known = sighting;
                    }
                }
            }
            let unbroken = chain.unbroken();
            if !broken && let Some(last) = chain.whole.get(&Seq(unbroken)) {
                remains.whole_until_ms = Some(self.act(last, ())?.time.at.0);
            }
            // What follows a gap, in this chain or the next one, is later than what is missing.
            let after = if broken { Seq::ZERO } else { Seq(unbroken) };
            broken |= missing > 0;
            remains.later += if broken { chain.written_after(after) } else { 0 };
        }
        remains.let_go_ms = self.let_go(of)?;
        remains.sightings = furthest.into_values().collect();
        remains
            .sightings
            .sort_by_key(|seen| (std::cmp::Reverse((seen.unheld, seen.at_ms)), seen.by));
        Ok(remains)
    }

    /// When a device that was revoked said that it had let go of what it held: then it has heard from the
    /// company since. That is its own word.
    fn let_go(&self, of: EnrolmentId) -> Result<Option<i64>, R::Error> {
        let mut first = None;
        for record in self.records.under(&Key::Purges(of), 0)? {
            let act = self.plain_act(&record, ())?;
            if act.after_revocation && record.envelope().log.enrolment == of {
                let at_ms = act.time.at.0;
                first = Some(first.map_or(at_ms, |first: i64| first.min(at_ms)));
            }
        }
        Ok(first)
    }

    /// The chains in the order in which they were written; the first one whether anything of it is held or
    /// not, for somebody may have seen it.
    fn chains(&self, of: EnrolmentId, held: &[Record]) -> Vec<Chain> {
        let new = |log| Chain { log, whole: BTreeMap::new(), last: Seq::ZERO, bare_cards: 0 };
        let first = LogId { enrolment: of, incarnation: Incarnation(1) };
        let mut chains = BTreeMap::from([(first, new(first))]);
        for record in held.iter().filter(|record| record.envelope().log.enrolment == of) {
            let envelope = record.envelope();
            let chain = chains.entry(envelope.log).or_insert_with(|| new(envelope.log));
            chain.last = chain.last.max(envelope.seq);
            if self.is_whole(record) {
                chain.whole.insert(envelope.seq, record.clone());
            } else {
                chain.bare_cards += u64::from(record.kind() == kind::CARD);
            }
        }
        chains.into_values().collect()
    }

    /// Whether nothing of a record is missing but what headquarters had erased. What a device said of
    /// colleagues' chains goes to nobody but these; nothing that anybody wrote is in it.
    fn is_whole(&self, record: &Record) -> bool {
        if record.kind() == RECEIPT_KIND {
            return true;
        }
        !record.lacks(WhichPart::Ranking)
            && (!record.lacks(WhichPart::Content) || self.book.has_erased(record))
    }

    /// What others said of a chain. What its own person's other laptops say of it is nobody else's word.
    fn outsiders_of(
        &self,
        of: EnrolmentId,
        log: LogId,
    ) -> Result<Vec<(Receipt, Record)>, R::Error> {
        let person = self.person_of(&of);
        let receipts = self.records.under(&Key::Receipts(log), 0)?.into_iter();
        let read = |record: Record| match Fact::read(&record) {
            Ok(Fact::Receipt(receipt)) => Some((receipt, record)),
            _ => None,
        };
        let outside = |(_, giver): &(Receipt, Record)| {
            let by = self.person_of(&giver.envelope().log.enrolment);
            by.is_some() && by != person
        };
        Ok(receipts.filter_map(read).filter(outside).collect())
    }

    /// Whether a receipt opens the device for another lease: the server's, or that of a supervisor who took
    /// what was handed in to him.
    fn prolongs_lease(
        &self,
        of: EnrolmentId,
        receipt: &Receipt,
        giver: &Record,
        at: Instant,
    ) -> bool {
        let by = giver.envelope().log.enrolment;
        if self.book.is_server(&by) {
            let revoked = self.book.enrolments.get(&of).and_then(|enrolled| enrolled.revoked);
            return revoked.is_none_or(|revoked| at < revoked);
        }
        let (Some(by), Some(of)) = (self.person_of(&by), self.person_of(&of)) else { return false };
        let mut fairs = self.book.company.fairs.values().filter_map(|fair| fair.at(at));
        receipt.holds && fairs.any(|fair| fair.supervisor == by && fair.has(&of))
    }

    fn person_of(&self, enrolment: &EnrolmentId) -> Option<PersonId> {
        self.book.enrolments.get(enrolment).map(|enrolled| enrolled.person.clone())
    }

    fn certified(&self, of: EnrolmentId) -> Result<Instant, R::Error> {
        let Some(enrolled) = self.book.enrolments.get(&of) else { return Ok(Instant(0)) };
        let certificate = self.records.record(&enrolled.certificate)?;
        Ok(Instant(certificate.map_or(0, |record| record.envelope().stamp.claimed_ms)))
    }
}
