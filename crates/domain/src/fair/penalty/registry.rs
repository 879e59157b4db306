//! The registry of penalties (rulebook G): a row an offence. A later rule adds a row and a finding in
//! [`super::call`]; hearing, decision, screens and visibility are the same for all of them.

use crate::parameter::Parameters;
use crate::rule::Rule;

/// What somebody may have to answer for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Offence {
    /// A day's package that was never sealed (FAIR-08).
    PackageMissing,
    /// One that was sealed after 24:00 (FAIR-08).
    PackageLate,
    /// One that was sealed in time and came late, without excuse (FAIR-08).
    PackageSentLate,
    /// Cards of one colleague that nobody judged that evening (FAIR-09).
    EvaluationOmitted,
    /// Cards kept back past the day's hand-in (OWN-02, OWN-08).
    KeptBack,
    /// Cards of one colleague that nobody countersigned (FAIR-10).
    CountersignMissing,
    /// Fewer roadshows in a month than a marketing specialist holds (FAIR-19).
    RoadshowMissed,
}

/// Yuan (「以上规定违反任何一条,市场专员罚款50元」).
const ROADSHOW_FINE: i64 = 50;

/// What a rule proposes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Measure {
    /// A mark in the record, no money.
    Flag,
    /// A penalty of which the rule does not say how much.
    Unstated,
    /// A severe one, of which it does not say how much either.
    Severe,
    /// Yuan.
    Fine {
        /// The most that may be imposed.
        most: i64,
    },
}

impl Measure {
    /// The name in views and scenarios.
    pub fn name(self) -> &'static str {
        match self {
            Self::Flag => "flag",
            Self::Unstated => "unstated",
            Self::Severe => "severe",
            Self::Fine { .. } => "fine",
        }
    }

    /// The amount in yuan, where the rule names one.
    pub fn amount(self) -> Option<i64> {
        match self {
            Self::Fine { most } => Some(most),
            Self::Flag | Self::Unstated | Self::Severe => None,
        }
    }
}

impl Offence {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::PackageMissing,
        Self::PackageLate,
        Self::PackageSentLate,
        Self::EvaluationOmitted,
        Self::KeptBack,
        Self::CountersignMissing,
        Self::RoadshowMissed,
    ];

    /// The name in records. Part of what is signed: never renamed.
    pub fn name(self) -> &'static str {
        match self {
            Self::PackageMissing => "package_missing",
            Self::PackageLate => "package_late",
            Self::PackageSentLate => "package_sent_late",
            Self::EvaluationOmitted => "evaluation_omitted",
            Self::KeptBack => "kept_back",
            Self::CountersignMissing => "countersign_missing",
            Self::RoadshowMissed => "roadshow_missed",
        }
    }

    /// Reads [`Offence::name`].
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|offence| offence.name() == name)
    }

    /// The rule that it breaks.
    pub fn rule(self) -> Rule {
        match self {
            Self::PackageMissing | Self::PackageLate | Self::PackageSentLate => Rule::Fair08,
            Self::EvaluationOmitted => Rule::Fair09,
            Self::KeptBack => Rule::Own02,
            Self::CountersignMissing => Rule::Fair10,
            Self::RoadshowMissed => Rule::Fair19,
        }
    }

    /// What that rule proposes.
    pub fn measure(self, parameters: &Parameters) -> Measure {
        match self {
            Self::PackageMissing | Self::PackageLate | Self::PackageSentLate => Measure::Severe,
            Self::EvaluationOmitted => Measure::Fine { most: parameters.omission_fine },
            Self::KeptBack => Measure::Unstated,
            Self::CountersignMissing => Measure::Flag,
            Self::RoadshowMissed => Measure::Fine { most: ROADSHOW_FINE },
        }
    }

    /// Milder offences that are the same act of the same person on the same day (PEN-04): who held no evening at
    /// all is not fined for each judgement of it besides (「當天晚上由主管組織討論并作出評價后傳真回總部,否則嚴懲」).
    pub fn displaces(self) -> &'static [Self] {
        match self {
            Self::PackageMissing | Self::PackageLate => &[Self::EvaluationOmitted],
            _ => &[],
        }
    }
}
