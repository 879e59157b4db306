//! What rivals do at a fair, and what all that was noted about them comes to (FAIR-12, FAIR-13).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::entry::{Entry, EntryId};
use crate::company::{Company, Fair, Person};
use crate::identity::normal::company_name;
use crate::ids::PersonId;
use crate::time::Instant;

/// The capability of whoever was appointed to collect at the fairs that he takes part in (「指派專人」).
pub const COLLECTS: &str = "intel";

/// Whether somebody is to find out what rivals do at a fair: by a grant for that fair, or for all of them.
pub fn collects(person: &Person, fair: &Fair) -> bool {
    fair.intel.contains(&person.id) || person.capabilities.contains(COLLECTS)
}

/// What an entry is about (「新的產品、價格、行銷策略」).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[allow(missing_docs)] // The names say it.
pub enum Topic {
    Product,
    Price,
    Strategy,
    Other,
}

impl Topic {
    /// Every one, in the order of the report.
    pub const ALL: [Self; 4] = [Self::Product, Self::Price, Self::Strategy, Self::Other];

    /// The name in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Product => "product",
            Self::Price => "price",
            Self::Strategy => "strategy",
            Self::Other => "other",
        }
    }

    /// Reads the name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.name() == name)
    }
}

/// How somebody knows it. The better first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Basis {
    /// He saw it himself (亲见).
    Seen,
    /// He concludes it (推断).
    Inferred,
    /// Somebody told him (听说).
    Heard,
}

impl Basis {
    const ALL: [Self; 3] = [Self::Seen, Self::Inferred, Self::Heard];

    /// The name in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Inferred => "inferred",
            Self::Heard => "heard",
        }
    }

    /// Reads the name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.name() == name)
    }
}

/// An entry in the notebook. The texts are empty where they were erased.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sighting {
    /// What about.
    pub topic: Topic,
    /// How its author knows.
    pub basis: Basis,
    /// The rival, as he wrote the name.
    pub rival: String,
    /// What he noted.
    pub what: String,
    /// What proves it.
    pub evidence: String,
    /// The photo that shows it, by its BLAKE3.
    pub photo: Option<[u8; 32]>,
}

/// Who was appointed to collect at a fair, in order of their ids; nobody is a flag on the fair (FAIR-12).
pub fn collectors(fair: &Fair, company: &Company, as_of: Instant) -> Vec<PersonId> {
    let granted = |id: &PersonId| {
        let person = company.person(id, as_of);
        person.is_some_and(|person| person.active && collects(person, fair))
    };
    company.people.keys().filter(|id| fair.has(id) && granted(id)).cloned().collect()
}

/// One rival in the report: all that was noted about it, by topic and then in order of time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rival {
    /// What its names have in common; a conclusion about it is kept under this.
    pub key: String,
    /// The name as it was first written.
    pub name: String,
    /// What was noted.
    pub lines: Vec<Line>,
}

impl Rival {
    /// The best reason there is to believe any of it.
    pub fn best(&self) -> Option<Basis> {
        self.lines.iter().map(|line| line.what.basis).min()
    }
}

/// One entry in the report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// Which.
    pub entry: EntryId,
    /// Whose.
    pub by: PersonId,
    /// When it was first noted.
    pub at: Instant,
    /// What it says now.
    pub what: Sighting,
}

/// All that was noted and not taken back, by rival: the one about whom most is known first. 华威电子 and
/// 深圳华威电子有限公司 are one rival, as they would be one customer (DUP-02).
pub fn assemble(entries: &[Entry<Sighting>]) -> Vec<Rival> {
    let mut rivals: BTreeMap<String, Rival> = BTreeMap::new();
    for entry in entries {
        let Some(what) = entry.standing().filter(|what| !what.rival.trim().is_empty()) else {
            continue;
        };
        let key = rival_key(&what.rival);
        let rival = rivals.entry(key.clone()).or_insert_with(|| Rival {
            key,
            name: what.rival.trim().to_owned(),
            lines: Vec::new(),
        });
        let (by, at) = (entry.author().clone(), entry.begun());
        rival.lines.push(Line { entry: entry.newest().what.entry, by, at, what: what.clone() });
    }
    let mut rivals: Vec<Rival> = rivals.into_values().collect();
    for rival in &mut rivals {
        rival.lines.sort_by_key(|line| (line.what.topic, line.at));
    }
    rivals.sort_by_key(|rival| Reverse(rival.lines.len()));
    rivals
}

/// What the names of one rival have in common.
pub fn rival_key(name: &str) -> String {
    let folded = || crate::identity::normal::fold(name.trim());
    company_name(name).map_or_else(folded, |name| name.base)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::{Act, Proof, SigningTime};
    use crate::fair::entry::{Written, entries};
    use crate::ids::FactId;

    fn noted(id: u8, at: i64, rival: &str, topic: Topic, basis: Basis) -> Act<Written<Sighting>> {
        let at = Instant(at);
        let time = SigningTime {
            at,
            claimed: at,
            not_before: None,
            not_after: None,
            proof: Proof::Wide,
            contradicted: false,
        };
        let texts = (rival.to_owned(), "新品".to_owned(), String::new());
        let what = Sighting {
            topic,
            basis,
            rival: texts.0,
            what: texts.1,
            evidence: texts.2,
            photo: None,
        };
        let what = Written { entry: EntryId([id; 16]), version: 1, withdrawn: false, what };
        Act::new(FactId([id; 32]), PersonId::new("wang"), time, what)
    }

    fn acts() -> Vec<Act<Written<Sighting>>> {
        vec![
            noted(1, 30, "华威电子有限公司", Topic::Price, Basis::Heard),
            noted(2, 20, "力通", Topic::Product, Basis::Inferred),
            noted(3, 10, "深圳华威电子", Topic::Product, Basis::Seen),
            noted(4, 40, "华威电子", Topic::Product, Basis::Heard),
        ]
    }

    #[test]
    fn one_rival_by_several_names_is_one_sheet_and_the_best_known_comes_first() {
        let rivals = assemble(&entries(acts()));
        let seen: Vec<(&str, usize)> =
            rivals.iter().map(|rival| (rival.name.as_str(), rival.lines.len())).collect();
        assert_eq!(seen, [("深圳华威电子", 3), ("力通", 1)], "by the name that was noted first");
        assert_eq!(rivals[0].best(), Some(Basis::Seen));
        let lines: Vec<u8> = rivals[0].lines.iter().map(|line| line.entry.0[0]).collect();
        assert_eq!(lines, [3, 4, 1], "by topic, and then as they were noted");
    }

    #[test]
    fn the_order_in_which_notes_arrive_changes_nothing() {
        let expected = assemble(&entries(acts()));
        let mut turned = acts();
        for _ in 0..turned.len() {
            turned.rotate_left(1);
            assert_eq!(assemble(&entries(turned.clone())), expected);
            let backwards = turned.iter().rev().cloned();
            assert_eq!(assemble(&entries(backwards)), expected);
        }
    }

    #[test]
    fn what_was_taken_back_or_erased_is_in_no_report() {
        let mut acts = acts();
        acts[1].what.withdrawn = true;
        acts[3].what.what.rival = String::new();
        let rivals = assemble(&entries(acts));
        assert_eq!(rivals.iter().map(|rival| rival.lines.len()).collect::<Vec<_>>(), [2]);
    }
}
