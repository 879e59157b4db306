//! After a fair: its award in numbers, the supervisor's appraisal, and scores of marketing.

use std::collections::BTreeMap;

use domain::class::Class;
use domain::fair::appraisal::{self, Appraisal, Criterion};
use domain::fair::award::Weighed;
use domain::fair::score::{Rating, Score};
use domain::fair::standings::{Standings, Sum};
use domain::time::Instant;
use domain::{FairId, PersonId};

use super::Fact;
use crate::payload;

/// A class or a reason from the future does not read: a sum without it would be another.
pub(super) fn award_stated(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::AwardStated::decode(bytes)?;
    let mut sums = BTreeMap::new();
    for said in payload.sums {
        let counting =
            said.counting.iter().map(|(name, cards)| Some((Class::from_name(name)?, *cards)));
        let left_out =
            said.left_out.iter().map(|(name, cards)| Some((Weighed::from_name(name)?, *cards)));
        let sum = Sum {
            counting: counting.collect::<Option<_>>()?,
            left_out: left_out.collect::<Option<_>>()?,
            handed_in: said.handed_in_ms.map(Instant),
        };
        sums.insert(PersonId::new(said.person), sum);
    }
    Some(Fact::AwardStated(Standings { fair: FairId::new(payload.fair), sums }))
}

impl payload::AwardStated {
    /// The payload of an award; the reverse of what [`Fact::read`] does.
    pub fn of(standings: &Standings) -> Self {
        let sum = |(person, sum): (&PersonId, &Sum)| payload::AwardSum {
            person: person.to_string(),
            counting: sum.counting.iter().map(|(of, n)| (of.name().to_owned(), *n)).collect(),
            left_out: sum.left_out.iter().map(|(why, n)| (why.name().to_owned(), *n)).collect(),
            handed_in_ms: sum.handed_in.map(|at| at.0),
        };
        Self { fair: standings.fair.to_string(), sums: standings.sums.iter().map(sum).collect() }
    }
}

pub(super) fn appraised(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::Appraised::decode(bytes)?;
    let line = |line: &payload::AppraisedLine| {
        let share = appraisal::Share { got: line.got, of: line.of };
        let hundredths = line.hundredths;
        Some((Criterion::from_name(&line.criterion)?, appraisal::Line { share, hundredths }))
    };
    Some(Fact::Appraised(Appraisal {
        fair: FairId::new(payload.fair),
        person: PersonId::new(payload.person),
        lines: payload.lines.iter().map(line).collect::<Option<_>>()?,
        words: None,
    }))
}

impl payload::Appraised {
    /// The payload of an appraisal; the reverse of what [`Fact::read`] does.
    pub fn of(appraisal: &Appraisal) -> Self {
        let line = |(criterion, line): (&Criterion, &appraisal::Line)| payload::AppraisedLine {
            criterion: criterion.name().to_owned(),
            got: line.share.got,
            of: line.share.of,
            hundredths: line.hundredths,
        };
        Self {
            fair: appraisal.fair.to_string(),
            person: appraisal.person.to_string(),
            lines: appraisal.lines.iter().map(line).collect(),
        }
    }
}

pub(super) fn marketing_scored(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::MarketingScored::decode(bytes)?;
    let (layout, cooperation) = (payload.layout, payload.cooperation);
    let (fair, remark) = (FairId::new(payload.fair), String::new());
    Some(Fact::MarketingScored(Score { fair, layout, cooperation, remark }))
}

pub(super) fn marketing_rated(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::MarketingRated::decode(bytes)?;
    Some(Fact::MarketingRated(Rating {
        fair: FairId::new(payload.fair),
        raters: payload.raters,
        layout: payload.layout,
        cooperation: payload.cooperation,
        days_late: payload.days_late,
        remarks: Vec::new(),
    }))
}
