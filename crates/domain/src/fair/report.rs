//! The report after the fair: what rivals do (E8, FAIR-13) and what the fair came to (E9, FAIR-14).

use std::collections::{BTreeMap, BTreeSet};

use crate::card::Act;
use crate::ids::{FactId, FairId};

/// The report as its fair's supervisor signed it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// Fair.
    pub fair: FairId,
    /// The notebook's entries that it rests on, as they read.
    pub rests_on: BTreeSet<FactId>,
    /// What was counted when it was signed, by name: `leads`, `source:business_card`, `person:…`.
    pub figures: BTreeMap<String, u32>,
    /// The supervisor's words; empty where they were erased.
    pub words: Words,
}

/// What the supervisor says himself.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Words {
    /// What he concludes about each rival, by [`super::rivals::Rival::key`].
    pub conclusions: BTreeMap<String, String>,
    /// What he concludes about all of them.
    pub overall: String,
    /// On the first goal: showing what the company can do (「展示公司的實力」).
    pub strength: String,
    /// On the second: valid information about customers (「獲取客戶信息」).
    pub information: String,
    /// On the third: how the rivals stand (「摸清競爭對手」).
    pub rivals: String,
}

/// The report that counts, of those in order of signing: the newest. The others stay readable.
pub fn newest(reports: &[Act<Report>]) -> Option<&Act<Report>> {
    reports.last()
}
