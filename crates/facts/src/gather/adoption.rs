//! Records that were signed after a revocation, and that somebody competent takes in all the same, one by
//! one (SYN-04, SEC-09, decision 0015).

use domain::PersonId;
use domain::act::Target;
use domain::card::{Act, Adoption, Proof, SigningTime};
use domain::company::Role;
use domain::time::Instant;
use ledger::Record;

use super::Gather;
use crate::fact::Fact;
use crate::index::Records;
use crate::kind;

/// What salespeople do: a fair's supervisor may take it in.
const CAPTURE: [&str; 10] = [
    kind::DRAFT,
    kind::CARD,
    kind::WITHDRAWAL,
    kind::CORRECTION,
    kind::NOTE,
    kind::CONFIDED,
    kind::NOTES_OPENED,
    kind::HAND_IN,
    kind::DELIVERY,
    kind::FOLLOW_UP,
];

impl<R: Records> Gather<'_, R> {
    /// When a record was first adopted by somebody who may; `None` while it was not.
    pub(super) fn adopted(&self, record: &Record) -> Result<Option<Adopted>, R::Error> {
        if self.rules < 2 {
            return Ok(None);
        }
        if let Some(known) = self.adopted.borrow().get(&record.id()) {
            return Ok(known.clone());
        }
        let adopted = self.first_adopted(record)?;
        self.adopted.borrow_mut().insert(record.id(), adopted.clone());
        Ok(adopted)
    }

    fn first_adopted(&self, record: &Record) -> Result<Option<Adopted>, R::Error> {
        let cards = Fact::read(record).map(|fact| fact.cards()).unwrap_or_default();
        let enrolled = self.book.enrolments.get(&record.envelope().log.enrolment);
        let Some(revoked) = enrolled.and_then(|enrolled| enrolled.revoked) else { return Ok(None) };
        let mut first: Option<Adopted> = None;
        for card in &cards {
            for other in self.about(*card)? {
                if other.kind() != kind::ADOPTION {
                    continue;
                }
                let Ok(Fact::Adoption(adoption)) = Fact::read(&other) else { continue };
                if *adoption.record != *record.id().as_bytes() || adoption.reason.trim().is_empty()
                {
                    continue;
                }
                // No adoption lifts another: whoever adopts has a key that counts.
                let act = self.plain_act(&other, ())?;
                if !act.after_revocation && self.may_adopt(&act.by, record, act.time.at)? {
                    let (by, at, proven) = (act.by, act.time.at, act.time.not_after);
                    let word = Adoption { at, by, reason: adoption.reason, revoked };
                    let adopted = Adopted { word, proven };
                    first = Some(match first {
                        Some(earlier) => earlier.or(adopted),
                        None => adopted,
                    });
                }
            }
        }
        Ok(first)
    }

    /// Whether somebody may adopt a record at an instant: headquarters; the supervisor of the fair of every
    /// card that it is about, where it is what a salesperson does and no act of an office, whose weight he
    /// would lend himself. Nobody his own, and nobody what gives him something.
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
        let Ok(fact) = Fact::read(record) else { return Ok(false) };
        if own || names(&fact, person) || !company.person(person, at).is_some_and(|p| p.active) {
            return Ok(false);
        }
        if company.holds(person, Role::Hq, at) {
            return Ok(true);
        }
        if !CAPTURE.contains(&record.kind()) {
            return Ok(false);
        }
        let cards = fact.cards();
        for card in &cards {
            let about = self.about(*card)?;
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

/// An adoption: its author's word, and when it was proven to be there.
#[derive(Clone)]
pub(super) struct Adopted {
    word: Adoption,
    proven: Option<Instant>,
}

impl Adopted {
    /// The earlier of two, each way of looking at it.
    fn or(self, other: Self) -> Self {
        let proven = self.proven.into_iter().chain(other.proven).min();
        Self { word: self.word.min(other.word), proven }
    }
}

/// Whether a record gives somebody something, or takes it from him.
fn names(fact: &Fact, person: &PersonId) -> bool {
    match fact {
        Fact::Assignment(assignment) => assignment.to == Target::Person(person.clone()),
        Fact::Deal(deal) => deal.dealt.values().any(|to| to == person),
        Fact::CaseDecision(decision) => decision.names(person),
        _ => false,
    }
}

/// An adopted record counts with its own words, but nothing proves its time: it was signed at the latest when
/// it was adopted, as far as that is proven, and it beats nothing that is better proven.
pub(super) fn take_in<T>(act: &mut Act<T>, adopted: Adopted) {
    act.after_revocation = false;
    act.time = SigningTime {
        at: act.time.at.min(adopted.word.at),
        not_after: act.time.not_after.into_iter().chain(adopted.proven).min(),
        proof: Proof::Wide,
        ..act.time
    };
    act.adopted = Some(adopted.word);
}
