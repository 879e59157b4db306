//! Records that were signed after a revocation, and that somebody competent takes in all the same, one by
//! one (SYN-04, SEC-09, decision 0015).

use domain::PersonId;
use domain::card::{Act, Proof, SigningTime};
use domain::company::Role;
use domain::time::Instant;
use ledger::Record;

use super::Gather;
use crate::fact::Fact;
use crate::index::{Key, Records};

impl<R: Records> Gather<'_, R> {
    /// When a record was first adopted by somebody who may; `None` while it was not.
    pub(super) fn adopted(&self, record: &Record) -> Result<Option<Instant>, R::Error> {
        if self.rules < 2 {
            return Ok(None);
        }
        let cards = Fact::read(record).map(|fact| fact.cards()).unwrap_or_default();
        let mut first: Option<Instant> = None;
        for card in &cards {
            for other in self.records.under(&Key::Card(*card), 0)? {
                let Ok(Fact::Adoption(adoption)) = Fact::read(&other) else { continue };
                if *adoption.record != *record.id().as_bytes() || adoption.reason.trim().is_empty()
                {
                    continue;
                }
                // No adoption lifts another: whoever adopts has a key that counts.
                let act = self.plain_act(&other, ())?;
                if !act.after_revocation && self.may_adopt(&act.by, record, act.time.at)? {
                    first = Some(first.map_or(act.time.at, |earlier| earlier.min(act.time.at)));
                }
            }
        }
        Ok(first)
    }

    /// Whether somebody may adopt a record at an instant: headquarters, or the supervisor of the fair of
    /// every card that it is about; nobody his own.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn may_adopt(
        &self,
        person: &PersonId,
        record: &Record,
        at: Instant,
    ) -> Result<bool, R::Error> {
        let company = &self.book.company;
        let author = self.book.enrolments.get(&record.envelope().log.enrolment);
        let own = author.is_none_or(|author| author.person == *person);
        if own || !company.person(person, at).is_some_and(|known| known.active) {
            return Ok(false);
        }
        if company.holds(person, Role::Hq, at) {
            return Ok(true);
        }
        let cards = Fact::read(record).map(|fact| fact.cards()).unwrap_or_default();
        for card in &cards {
            let about = self.records.under(&Key::Card(*card), 0)?;
            let fair = super::signed_card(&about).and_then(|(_, card)| card.fair);
            let fair = fair.and_then(|fair| company.fair(&fair, at));
            if fair.is_none_or(|fair| fair.supervisor != *person) {
                return Ok(false);
            }
        }
        Ok(!cards.is_empty())
    }

    /// Whether a record was signed after its author's key was revoked, and could be adopted: what another
    /// key signed under his name never can.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn waits_for_adoption(&self, record: &Record) -> Result<bool, R::Error> {
        let signed = self.book.enrolments.get(&record.envelope().log.enrolment);
        let genuine = signed.is_some_and(|by| by.person.as_str() == record.envelope().author);
        Ok(genuine && self.act(record, ())?.after_revocation)
    }
}

/// An adopted record counts with its own words, but nothing proves its time: it was signed at the latest when
/// it was adopted, and it beats nothing that is better proven.
pub(super) fn take_in<T>(act: &mut Act<T>, adopted: Instant) {
    act.after_revocation = false;
    act.time = SigningTime {
        at: act.time.at.min(adopted),
        not_after: Some(act.time.not_after.map_or(adopted, |not_after| not_after.min(adopted))),
        proof: Proof::Wide,
        ..act.time
    };
}
