//! Those who took part in a fair score marketing, and marketing does not learn who said what (KPI-03, E10).
//!
//! What marketing gets is one statement by headquarters: sums, how many scored, and the remarks in an order that
//! says nothing about who wrote them. There is one for each fair and never a second: the difference of two would
//! be the score of whoever came between.

use std::collections::BTreeMap;

use crate::card::Act;
use crate::company::{Company, Fair, Role};
use crate::ids::{FairId, PersonId};
use crate::parameter::Parameters;
use crate::time::{Instant, Zone};

/// The most that anything is scored with.
pub const SCORE_MAX: u32 = 100;

/// What one participant says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Score {
    /// Of which fair.
    pub fair: FairId,
    /// The plan of the booth, 0 to 100.
    pub layout: u32,
    /// How marketing worked with them, 0 to 100.
    pub cooperation: u32,
    /// In his own words; empty where they are not held.
    pub remark: String,
}

/// What all of them say together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rating {
    /// Of which fair.
    pub fair: FairId,
    /// How many scored.
    pub raters: u32,
    /// Sum of their scores for the plan.
    pub layout: u32,
    /// Sum of their scores for working together.
    pub cooperation: u32,
    /// By how many calendar days the hand-over was late (FAIR-03).
    pub days_late: u32,
    /// What they remarked, sorted by its text.
    pub remarks: Vec<String>,
}

impl Rating {
    /// The score in hundredths of a point, half a hundredth rounded up: both means alike, less what each late
    /// day costs, and never below nothing.
    pub fn hundredths(&self, parameters: &Parameters) -> u32 {
        let (sum, raters) =
            (u64::from(self.layout) + u64::from(self.cooperation), u64::from(self.raters));
        if raters == 0 {
            return 0;
        }
        let mean = (sum * 100 + raters) / (2 * raters);
        let cost = u64::try_from(parameters.score_late_points).unwrap_or(0) * 100;
        let lost = cost.saturating_mul(u64::from(self.days_late));
        u32::try_from(mean.saturating_sub(lost)).unwrap_or(0)
    }

    /// The mean of one of the sums, in hundredths of a point.
    pub fn mean(&self, sum: u32) -> u32 {
        let (sum, raters) = (u64::from(sum), u64::from(self.raters.max(1)));
        u32::try_from((sum * 200 + raters) / (2 * raters)).unwrap_or(u32::MAX)
    }
}

/// When people score: from the last day on, through the `score.close_days`th day after it.
pub fn window(fair: &Fair, parameters: &Parameters, zone: &Zone) -> Option<(Instant, Instant)> {
    let last = *fair.days.last()?;
    Some((zone.start(last), zone.end(last.plus(parameters.score_close_days))))
}

/// Whether somebody scores a fair's marketing: whoever took part, and is not marketing himself.
pub fn may_score(person: &PersonId, fair: &Fair, company: &Company, at: Instant) -> bool {
    fair.has(person) && !company.holds(person, Role::Marketing, at)
}

/// Whether somebody may read who said what, and tell the sum: headquarters, unless he is marketing too.
pub fn may_read(person: &PersonId, company: &Company, at: Instant) -> bool {
    company.holds(person, Role::Hq, at) && !company.holds(person, Role::Marketing, at)
}

/// The newest score of each participant that he signed while people scored.
pub fn scores<'a>(
    said: &'a [Act<Score>],
    company: &Company,
) -> BTreeMap<&'a PersonId, &'a Act<Score>> {
    let counts = |act: &&Act<Score>| {
        let at = act.time.at;
        let Some(fair) = company.fair(&act.what.fair, at) else { return false };
        let open = window(fair, &company.parameters(at), &company.zone);
        !act.after_revocation
            && act.what.layout.max(act.what.cooperation) <= SCORE_MAX
            && may_score(&act.by, fair, company, at)
            && open.is_some_and(|(from, until)| (from..=until).contains(&at))
    };
    let mut newest: BTreeMap<&PersonId, &Act<Score>> = BTreeMap::new();
    for act in said.iter().filter(counts) {
        let known = newest.entry(&act.by).or_insert(act);
        if (known.time.at, known.id) < (act.time.at, act.id) {
            *known = act;
        }
    }
    newest
}

/// What the scores come to; `None` from fewer people than `score.raters_min`.
pub fn rate<'a>(
    fair: &FairId,
    scores: impl Iterator<Item = &'a Score>,
    days_late: u32,
    parameters: &Parameters,
) -> Option<Rating> {
    let none = Vec::new();
    let fair = fair.clone();
    let mut rating =
        Rating { fair, raters: 0, layout: 0, cooperation: 0, days_late, remarks: none };
    for score in scores {
        rating.raters = rating.raters.saturating_add(1);
        rating.layout = rating.layout.saturating_add(score.layout);
        rating.cooperation = rating.cooperation.saturating_add(score.cooperation);
        let remark = score.remark.trim();
        rating.remarks.extend((!remark.is_empty()).then(|| remark.to_owned()));
    }
    rating.remarks.sort();
    is_enough(rating.raters, parameters).then_some(rating)
}

/// How many have to score before anything is shown. Fewer than three never do, whatever the parameter says: of two, each knows the other.
pub fn raters_min(parameters: &Parameters) -> i64 {
    parameters.score_raters_min.max(3)
}

fn is_enough(raters: u32, parameters: &Parameters) -> bool {
    i64::from(raters) >= raters_min(parameters)
}

/// The statement that counts: the first by headquarters after people had scored.
pub fn told<'a>(said: &'a [Act<Rating>], company: &Company) -> Option<&'a Act<Rating>> {
    let counts = |act: &&Act<Rating>| {
        let (at, what) = (act.time.at, &act.what);
        let parameters = company.parameters(at);
        let fair = company.fair(&what.fair, at);
        let window = fair.and_then(|fair| window(fair, &parameters, &company.zone));
        let most = what.raters.saturating_mul(SCORE_MAX);
        !act.after_revocation
            && may_read(&act.by, company, at)
            && window.is_some_and(|(_, until)| at > until)
            && is_enough(what.raters, &parameters)
            && what.layout.max(what.cooperation) <= most
    };
    said.iter().filter(counts).min_by_key(|act| (act.time.at, act.id))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rated(scores: &[(u32, u32, &str)], days_late: u32) -> Option<Rating> {
        let fair = FairId::new("f");
        let score = |&(layout, cooperation, remark): &(u32, u32, &str)| {
            let remark = remark.to_owned();
            Score { fair: fair.clone(), layout, cooperation, remark }
        };
        let scores: Vec<Score> = scores.iter().map(score).collect();
        rate(&fair, scores.iter(), days_late, &Parameters::default())
    }

    #[test]
    fn two_who_scored_show_nothing_and_three_do() {
        assert_eq!(rated(&[(80, 80, ""), (90, 90, "")], 0), None);
        let three = rated(&[(80, 80, ""), (90, 90, ""), (71, 70, "")], 0).expect("three scored");
        // (241 + 240) / 6 = 80.1666…
        assert_eq!(three.hundredths(&Parameters::default()), 8_017);
        assert_eq!((three.mean(three.layout), three.mean(three.cooperation)), (8_033, 8_000));
    }

    #[test]
    fn each_late_day_costs_ten_points_and_no_score_is_below_nothing() {
        let late = |days| {
            let rating = rated(&[(80, 80, ""), (80, 80, ""), (80, 80, "")], days);
            rating.expect("three scored").hundredths(&Parameters::default())
        };
        assert_eq!((late(0), late(2), late(9)), (8_000, 6_000, 0));
    }

    #[test]
    fn remarks_stand_in_an_order_that_says_nothing_of_who_wrote_them() {
        let one = rated(&[(80, 80, "乙"), (1, 1, " "), (90, 90, "甲")], 0).expect("three scored");
        let other = rated(&[(90, 90, "甲"), (80, 80, "乙"), (1, 1, "")], 0).expect("three scored");
        assert_eq!(one, other);
        assert_eq!(one.remarks.len(), 2);
    }

    #[test]
    fn no_parameter_makes_two_enough() {
        let mut parameters = Parameters::default();
        parameters.score_raters_min = 1;
        assert!(!is_enough(2, &parameters));
        assert!(is_enough(3, &parameters));
    }
}
