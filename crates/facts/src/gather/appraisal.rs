//! What is said after a fair about those who took part and those who prepared it (KPI-01 to KPI-03).

use std::collections::BTreeMap;

use domain::card::Act;
use domain::fair::appraisal::{self, Appraisal, Criterion, Words};
use domain::fair::score::{self, Rating, Score};
use domain::fair::standings::{self, Standings};
use domain::{FairId, PersonId};
use ledger::{Record, WhichPart};

use super::Gather;
use crate::fact::Fact;
use crate::index::Records;
use crate::kind;
use crate::payload::{AppraisedContent, MarketingRatedContent, Remark};

impl<R: Records> Gather<'_, R> {
    /// The statement of a fair's award that counts ([`standings::stated`]).
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn award_stated(&self, fair: &FairId) -> Result<Option<Act<Standings>>, R::Error> {
        let read = |_: &Record, fact| match fact {
            Fact::AwardStated(standings) => Some(standings),
            _ => None,
        };
        let said = self.acts_of_fair(fair, kind::AWARD_STATED, read)?;
        Ok(standings::stated(&said, &self.book.company).cloned())
    }

    /// The appraisals of somebody as a fair's supervisor that count, the newest last.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn appraisals(
        &self,
        fair: &FairId,
        person: &PersonId,
    ) -> Result<Vec<Act<Appraisal>>, R::Error> {
        let read = |record: &Record, fact| match fact {
            Fact::Appraised(appraisal) => {
                let content = record.part(WhichPart::Content).and_then(AppraisedContent::decode);
                Some(Appraisal { words: content.map(words), ..appraisal })
            }
            _ => None,
        };
        let said = self.acts_of_fair(fair, kind::APPRAISED, read)?;
        let counting = appraisal::appraisals(&said, person, &self.book.company);
        Ok(counting.into_iter().cloned().collect())
    }

    /// The newest score of each participant that counts, as far as it is held: everybody's at headquarters, and
    /// one's own.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn marketing_scores(
        &self,
        fair: &FairId,
    ) -> Result<BTreeMap<PersonId, Act<Score>>, R::Error> {
        let read = |record: &Record, fact| match fact {
            Fact::MarketingScored(score) => Some(Score { remark: Remark::beside(record), ..score }),
            _ => None,
        };
        let said = self.acts_of_fair(fair, kind::MARKETING_SCORED, read)?;
        let newest = score::scores(&said, &self.book.company);
        Ok(newest.into_iter().map(|(person, act)| (person.clone(), act.clone())).collect())
    }

    /// What headquarters told of them ([`score::told`]).
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn marketing_rated(&self, fair: &FairId) -> Result<Option<Act<Rating>>, R::Error> {
        let read = |record: &Record, fact| match fact {
            Fact::MarketingRated(rating) => {
                let content =
                    record.part(WhichPart::Content).and_then(MarketingRatedContent::decode);
                let remarks = content.map(|content| content.remarks).unwrap_or_default();
                Some(Rating { remarks, ..rating })
            }
            _ => None,
        };
        let said = self.acts_of_fair(fair, kind::MARKETING_RATED, read)?;
        Ok(score::told(&said, &self.book.company).cloned())
    }
}

fn words(content: AppraisedContent) -> Words {
    let reasons = content.reasons.into_iter();
    let reasons = reasons.filter_map(|(name, why)| Some((Criterion::from_name(&name)?, why)));
    Words { reasons: reasons.collect(), overall: content.overall }
}
