//! Headquarters appraises a fair's supervisor (KPI-02, E11): 「公司將對參展主管的表現予以衡量」.
//!
//! Each line is a share of something that was due, and is worth that share of its points. Points are counted in
//! hundredths, rounded line by line, so that whoever adds up the lines on paper gets the sum. Headquarters may
//! give a line other points, and says why; the share stays beside it.

use std::collections::BTreeMap;

use crate::card::Act;
use crate::class::Class;
use crate::company::{Company, Fair, Role};
use crate::deadline::{self, PackageStatus};
use crate::fair::diary::Diary;
use crate::fair::package::Package;
use crate::ids::{FairId, PersonId};
use crate::parameter::Parameters;
use crate::time::{Instant, Zone};

/// What a supervisor is appraised by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Criterion {
    /// Each day's package was sealed and came in time, or its delay was excused (FAIR-08).
    Packages,
    /// Each card that was there in the evening was judged that evening (FAIR-09).
    Evaluation,
    /// No exhibit and no customer's data was lost (FAIR-05).
    Loss,
    /// Each customer of the territory was assigned before the supervisor's office ended (OWN-05).
    Allotment,
    /// The report on rivals came in time (FAIR-13).
    Intel,
    /// How many of the fair's customers are of class a to c or special (CLS-01).
    Quality,
}

impl Criterion {
    /// All of them, as they stand on the sheet.
    pub const ALL: [Self; 6] =
        [Self::Packages, Self::Evaluation, Self::Loss, Self::Allotment, Self::Intel, Self::Quality];

    /// The name in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Packages => "packages",
            Self::Evaluation => "evaluation",
            Self::Loss => "loss",
            Self::Allotment => "allotment",
            Self::Intel => "intel",
            Self::Quality => "quality",
        }
    }

    /// Reads [`Criterion::name`].
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|criterion| criterion.name() == name)
    }

    /// The rule by which it is a duty.
    pub fn rule(self) -> &'static str {
        match self {
            Self::Packages => "FAIR-08",
            Self::Evaluation => "FAIR-09",
            Self::Loss => "FAIR-05",
            Self::Allotment => "OWN-05",
            Self::Intel => "FAIR-13",
            Self::Quality => "CLS-01",
        }
    }

    /// Its points, if all of it was done.
    pub fn points(self, parameters: &Parameters) -> u32 {
        let points = match self {
            Self::Packages => parameters.appraisal_packages,
            Self::Evaluation => parameters.appraisal_evaluation,
            Self::Loss => parameters.appraisal_loss,
            Self::Allotment => parameters.appraisal_allotment,
            Self::Intel => parameters.appraisal_intel,
            Self::Quality => parameters.appraisal_quality,
        };
        u32::try_from(points.clamp(0, 100)).unwrap_or(0)
    }

    /// What a share of it is worth, in hundredths of a point, half a hundredth rounded up. Of a duty that never
    /// fell due nothing was left undone; a share of no customers is none.
    pub fn worth(self, share: Share, parameters: &Parameters) -> u32 {
        let all = u64::from(self.points(parameters)) * 100;
        let worth = match u64::from(share.of) {
            0 if self == Self::Quality => 0,
            0 => all,
            of => (2 * all * u64::from(share.got.min(share.of)) + of) / (2 * of),
        };
        u32::try_from(worth).unwrap_or(0)
    }
}

/// So many of so many.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Share {
    /// As they should be.
    pub got: u32,
    /// Of how many.
    pub of: u32,
}

impl Share {
    /// Counts those that are as they should be.
    pub fn of(all: impl IntoIterator<Item = bool>) -> Self {
        let mut share = Self::default();
        for good in all {
            share.got = share.got.saturating_add(u32::from(good));
            share.of = share.of.saturating_add(1);
        }
        share
    }
}

/// A customer of the fair, as far as an appraisal looks at it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Allotted {
    /// Whether the supervisor was to assign it (OWN-05).
    pub inside: bool,
    /// When somebody first assigned it who could.
    pub at: Option<Instant>,
    /// Its class.
    pub class: Class,
}

/// The facts that an appraisal rests on.
pub struct Work<'a> {
    /// The fair.
    pub fair: &'a Fair,
    /// Who is appraised.
    pub person: &'a PersonId,
    /// The days' packages.
    pub packages: &'a [Package],
    /// Cards and judgements.
    pub diary: &'a Diary,
    /// Each customer once.
    pub customers: &'a [Allotted],
    /// How many losses are known.
    pub losses: u32,
    /// How the report on rivals stands.
    pub report: PackageStatus,
}

/// What was done of what was due, line by line.
pub fn shares(work: &Work, company: &Company, as_of: Instant) -> BTreeMap<Criterion, Share> {
    let close = deadline::assignment_close(work.fair, &company.parameters(as_of), &company.zone);
    let inside = work.customers.iter().filter(|customer| customer.inside);
    let assigned = |customer: &Allotted| customer.at.zip(close).is_some_and(|(at, due)| at <= due);
    let good = |class| !matches!(class, Class::D | Class::Unclassified);
    Criterion::ALL
        .into_iter()
        .map(|criterion| {
            let share = match criterion {
                Criterion::Packages => packages(work),
                Criterion::Evaluation => evaluated(work, company, as_of),
                Criterion::Loss => Share::of([work.losses == 0]),
                Criterion::Allotment => Share::of(inside.clone().map(assigned)),
                Criterion::Intel => Share::of([work.report == PackageStatus::InTime]),
                Criterion::Quality => Share::of(work.customers.iter().map(|one| good(one.class))),
            };
            (criterion, share)
        })
        .collect()
}

/// Of the packages that he answered for, those that came in time or whose delay headquarters excused.
fn packages(work: &Work) -> Share {
    let his = work.packages.iter().filter(|package| package.supervisor == *work.person);
    let due = his.filter(|package| package.status != PackageStatus::Open);
    Share::of(due.map(|package| package.is_kept()))
}

fn evaluated(work: &Work, company: &Company, as_of: Instant) -> Share {
    let over = |day: &&crate::time::Day| deadline::seal(**day, &company.zone) <= as_of;
    let days = work.fair.days.iter().filter(over);
    Share::of(days.flat_map(|day| {
        let due = deadline::seal(*day, &company.zone);
        let cards = work.diary.evening(work.fair, *day, company);
        cards.map(move |card| card.judged.iter().any(|(at, _)| *at <= due))
    }))
}

/// One line as headquarters signs it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Line {
    /// What the facts gave.
    pub share: Share,
    /// What headquarters gives for it, in hundredths of a point.
    pub hundredths: u32,
}

/// A supervisor's appraisal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Appraisal {
    /// At which fair.
    pub fair: FairId,
    /// Whose.
    pub person: PersonId,
    /// Line by line.
    pub lines: BTreeMap<Criterion, Line>,
    /// Its words; `None` where they are not held or were erased.
    pub words: Option<Words>,
}

/// What headquarters says to it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Words {
    /// Why a line has other points than its share is worth.
    pub reasons: BTreeMap<Criterion, String>,
    /// On the whole.
    pub overall: String,
}

impl Appraisal {
    /// The sum, in hundredths of a point.
    pub fn hundredths(&self) -> u32 {
        self.lines.values().fold(0, |sum, line| sum.saturating_add(line.hundredths))
    }

    /// Whether every line is there, none has more than its points, and each that departs from what its share is
    /// worth says why.
    pub fn is_sound(&self, parameters: &Parameters) -> bool {
        let sound = |criterion: &Criterion| {
            let Some(line) = self.lines.get(criterion) else { return false };
            let departs = line.hundredths != criterion.worth(line.share, parameters);
            let reasons = self.words.as_ref().map(|words| words.reasons.get(criterion));
            let said = reasons.is_none_or(|why| why.is_some_and(|why| !why.trim().is_empty()));
            line.hundredths <= criterion.points(parameters) * 100 && (!departs || said)
        };
        Criterion::ALL.iter().all(sound)
    }
}

/// By when headquarters appraises: the end of the `appraisal.days`th day after the last (E11).
pub fn due(fair: &Fair, parameters: &Parameters, zone: &Zone) -> Option<Instant> {
    fair.days.last().map(|last| zone.end(last.plus(parameters.appraisal_days)))
}

/// From when it may: the supervisor's own deadlines are over by then, the report's the last of them (FAIR-13).
pub fn opens(fair: &Fair, parameters: &Parameters, zone: &Zone) -> Option<Instant> {
    let office = deadline::assignment_close(fair, parameters, zone);
    deadline::intel_report(fair, parameters, zone).max(office)
}

/// The appraisals of somebody that count, the newest last: by headquarters, never about oneself, and not before
/// what is looked at could be done.
pub fn appraisals<'a>(
    said: &'a [Act<Appraisal>],
    person: &PersonId,
    company: &Company,
) -> Vec<&'a Act<Appraisal>> {
    let counts = |act: &&Act<Appraisal>| {
        let (at, what) = (act.time.at, &act.what);
        let parameters = company.parameters(at);
        let fair = company.fair(&what.fair, at);
        let opens = fair.and_then(|fair| opens(fair, &parameters, &company.zone));
        what.person == *person
            && act.by != *person
            && !act.after_revocation
            && company.holds(&act.by, Role::Hq, at)
            && opens.is_some_and(|opens| at > opens)
            && what.is_sound(&parameters)
    };
    let mut counting: Vec<_> = said.iter().filter(counts).collect();
    counting.sort_by_key(|act| (act.time.at, act.id));
    counting
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(criterion: Criterion, got: u32, of: u32, hundredths: u32) {
        let worth = criterion.worth(Share { got, of }, &Parameters::default());
        assert_eq!(worth, hundredths, "{got} of {of}");
    }

    #[test]
    fn a_share_is_worth_its_part_of_the_points_to_the_hundredth() {
        check(Criterion::Packages, 3, 3, 3_000);
        check(Criterion::Packages, 2, 3, 2_000);
        check(Criterion::Evaluation, 1, 3, 500);
        check(Criterion::Evaluation, 2, 7, 429);
        check(Criterion::Quality, 1, 8, 125);
        check(Criterion::Quality, 9, 8, 1_000);
    }

    #[test]
    fn nothing_due_is_nothing_left_undone_and_no_customers_are_no_share() {
        check(Criterion::Allotment, 0, 0, 1_500);
        check(Criterion::Quality, 0, 0, 0);
    }

    #[test]
    fn the_points_are_a_hundred() {
        let parameters = Parameters::default();
        let points = Criterion::ALL.iter().map(|one| one.points(&parameters));
        assert_eq!(points.sum::<u32>(), 100);
    }

    fn appraisal(hundredths: u32, reason: &str) -> Appraisal {
        let parameters = Parameters::default();
        let full = Share { got: 1, of: 1 };
        let line = |criterion: Criterion| {
            let hundredths = criterion.worth(full, &parameters);
            (criterion, Line { share: full, hundredths })
        };
        let mut lines: BTreeMap<_, _> = Criterion::ALL.into_iter().map(line).collect();
        lines.insert(Criterion::Loss, Line { share: full, hundredths });
        let reasons = BTreeMap::from([(Criterion::Loss, reason.to_owned())]);
        let words = Some(Words { reasons, overall: String::new() });
        Appraisal { fair: FairId::new("f"), person: PersonId::new("lin"), lines, words }
    }

    #[test]
    fn other_points_than_the_share_is_worth_need_a_reason_and_a_line_has_no_more_than_its_own() {
        let sound =
            |hundredths, reason| appraisal(hundredths, reason).is_sound(&Parameters::default());
        assert!(sound(2_000, ""));
        assert!(!sound(1_500, " "));
        assert!(sound(1_500, "柜子是组织方的"));
        assert!(!sound(2_001, "太好了"));
        let erased = Appraisal { words: None, ..appraisal(1_500, "") };
        assert!(erased.is_sound(&Parameters::default()), "words that were erased undo nothing");
    }

    #[test]
    fn a_line_that_is_missing_is_no_appraisal() {
        let mut short = appraisal(2_000, "");
        short.lines.remove(&Criterion::Intel);
        assert!(!short.is_sound(&Parameters::default()));
    }
}
