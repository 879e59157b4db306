//! The evening's meeting: who took part, and who has countersigned (FAIR-08, FAIR-10).

use std::collections::BTreeSet;

use domain::card::Act;
use domain::fair::meeting::{self, Discussion};
use domain::time::Day;
use domain::{CardId, FactId, FairId, PersonId};

use super::{Gather, signed_card};
use crate::fact::Fact;
use crate::index::{Key, Records};
use crate::payload::Remark;

/// The record of a discussion that counts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Discussed {
    /// Who took part, signed by whom and when.
    pub act: Act<Discussion>,
    /// What was written down beside it, where it may be read here.
    pub text: String,
}

impl<R: Records> Gather<'_, R> {
    /// The record of an evening's discussion that counts ([`meeting::discussion`]).
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn discussion(&self, fair: &FairId, day: Day) -> Result<Option<Discussed>, R::Error> {
        let records = self.records.under(&Key::Fair(fair.clone()), 0)?;
        let mut said = Vec::new();
        for record in &records {
            let Ok(Fact::Discussion { fair, day: of, people }) = Fact::read(record) else {
                continue;
            };
            if of == day {
                let people = people.into_iter().collect();
                said.push(self.act(record, Discussion { fair, day, people })?);
            }
        }
        let Some(act) = meeting::discussion(&said, &self.book.company).cloned() else {
            return Ok(None);
        };
        let own = records.iter().find(|record| FactId(*record.id().as_bytes()) == act.id);
        Ok(Some(Discussed { act, text: own.map(Remark::beside).unwrap_or_default() }))
    }

    /// Who has countersigned a card (FAIR-10).
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn countersigners(&self, card: CardId) -> Result<BTreeSet<PersonId>, R::Error> {
        let about = self.about(card)?;
        let Some((signed, _)) = signed_card(&about) else { return Ok(BTreeSet::new()) };
        let signer = self.act(signed, ())?.by;
        let mut signers = BTreeSet::new();
        for record in &about {
            if matches!(Fact::read(record), Ok(Fact::Countersign { .. })) {
                let act = self.act(record, ())?;
                if self.may_countersign(&act, &signer) {
                    signers.insert(act.by);
                }
            }
        }
        Ok(signers)
    }
}
