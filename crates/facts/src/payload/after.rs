//! After a fair: its award in numbers, the supervisor's appraisal, and scores of marketing.

use std::collections::BTreeMap;

use minicbor::{Decode, Encode};

payloads! {
    /// How everybody's cards count for the award of a fair: numbers, and no customer.
    AwardStated {
        /// Fair.
        0 fair: String,
        /// Person by person.
        1 sums: Vec<AwardSum>,
    }
    /// One person's cards in numbers.
    AwardSum {
        /// Who.
        0 person: String,
        /// Cards that count, by their classes' names.
        1 counting: BTreeMap<String, u32>,
        /// The others, by why they do not.
        2 left_out: BTreeMap<String, u32>,
        /// When the company had the last of those that count, ms.
        3 handed_in_ms: Option<i64>,
    }
    /// A supervisor's appraisal.
    Appraised {
        /// Fair.
        0 fair: String,
        /// Whose.
        1 person: String,
        /// Line by line.
        2 lines: Vec<AppraisedLine>,
    }
    /// One line of it.
    AppraisedLine {
        /// `packages`, `evaluation`, `loss`, `allotment`, `intel`, `quality`.
        0 criterion: String,
        /// As they should be.
        1 got: u32,
        /// Of how many.
        2 of: u32,
        /// Hundredths of a point that are given for it.
        3 hundredths: u32,
    }
    /// Content part of it.
    AppraisedContent {
        /// Why a line departs from what its share is worth, by criterion.
        0 reasons: BTreeMap<String, String>,
        /// On the whole.
        1 overall: String,
    }
    /// One participant's score of marketing; his remark is the content part, a [`super::Remark`].
    MarketingScored {
        /// Fair.
        0 fair: String,
        /// The plan of the booth, 0 to 100.
        1 layout: u32,
        /// Working together, 0 to 100.
        2 cooperation: u32,
    }
    /// What all who scored say together.
    MarketingRated {
        /// Fair.
        0 fair: String,
        /// How many.
        1 raters: u32,
        /// Sum of the scores for the plan.
        2 layout: u32,
        /// Sum of those for working together.
        3 cooperation: u32,
        /// Late days of the hand-over.
        4 days_late: u32,
    }
    /// Content part of it.
    MarketingRatedContent {
        /// Remarks in order of their text.
        0 remarks: Vec<String>,
    }
}
