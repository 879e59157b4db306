//! What was said about a fair's proposals (PEN-01).

use domain::FairId;
use domain::fair::diary::Diary;
use domain::fair::penalty::call::proposals;
use domain::fair::penalty::hearing::{Acts, Affair, affairs};
use domain::time::Instant;

use super::Gather;
use crate::fact::Fact;
use crate::index::{Key, Records};

impl<R: Records> Gather<'_, R> {
    /// What a fair's facts call for as of `known_until`, and what has become of it as of `as_of`. The first is
    /// earlier where whoever asks has not heard since of what may have been done in time.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn affairs(
        &self,
        diary: &Diary,
        known_until: Instant,
        as_of: Instant,
    ) -> Result<Vec<Affair>, R::Error> {
        let acts = self.penalty_acts(&diary.fair)?;
        let called = proposals(diary, &self.book.company, known_until);
        Ok(affairs(called, &acts, &self.book.company, as_of))
    }

    pub(super) fn penalty_acts(&self, fair: &FairId) -> Result<Acts, R::Error> {
        let mut acts = Acts::default();
        for record in self.records.under(&Key::Fair(fair.clone()), 0)? {
            match Fact::read(&record) {
                Ok(Fact::PenaltyTold(told)) => acts.told.push(self.act(&record, told)?),
                Ok(Fact::PenaltyDelivered(what)) => {
                    acts.delivered.push(self.act(&record, what)?);
                }
                Ok(Fact::PenaltyHeard(said)) => acts.statements.push(self.act(&record, said)?),
                Ok(Fact::PenaltyDecided(decision)) => {
                    acts.decisions.push(self.act(&record, decision)?);
                }
                _ => {}
            }
        }
        Ok(acts)
    }
}
