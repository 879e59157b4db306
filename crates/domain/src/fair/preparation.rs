//! What marketing prepares for a fair: three lists of items (FAIR-02).
//!
//! An item is never changed: each version is a record that names the item. The latest by the evidence of its
//! signing time holds, and all before it stay, so that two laptops that wrote at once lose nothing.

use std::collections::BTreeMap;

use crate::card::Act;
use crate::company::{Company, Role};
use crate::ids::{FactId, FairId, PersonId};
use crate::time::{Day, Instant};

/// The id of an item on one of the lists.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ItemId(pub [u8; 16]);

/// Which of the three lists (FAIR-02).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum List {
    /// What was settled with the organiser.
    Organiser,
    /// What is shown.
    Exhibits,
    /// Drawings and plans of the booth.
    Layout,
}

impl List {
    /// Every list, in the order in which people read them.
    pub const ALL: [Self; 3] = [Self::Organiser, Self::Exhibits, Self::Layout];

    /// The name in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Organiser => "organiser",
            Self::Exhibits => "exhibits",
            Self::Layout => "layout",
        }
    }

    /// Reads [`List::name`].
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.name() == name)
    }
}

/// One version of an item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// Which.
    pub id: ItemId,
    /// The fair that it is prepared for.
    pub fair: FairId,
    /// On which list.
    pub list: List,
    /// How many pieces.
    pub quantity: u32,
    /// Who of marketing sees to it; nobody while he is to be named.
    pub owner: Option<PersonId>,
    /// By when.
    pub due: Option<Day>,
    /// Since when it is done.
    pub done: Option<Day>,
    /// No longer wanted. A version of its own, so that it can be wanted again.
    pub dropped: bool,
    /// The version of an earlier fair's item that this one is a copy of ([`super::copied`]).
    pub copied: Option<FactId>,
    /// For the visitors, as catalogues and samples are: it does not come back, and nobody answers for it.
    pub giveaway: bool,
}

/// An item with everything that was ever written of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Prepared {
    /// The version that holds.
    pub now: Act<Item>,
    /// Those before it, the oldest first.
    pub earlier: Vec<Act<Item>>,
}

/// The items of a fair as they stand, in order of their ids. The latest version holds; those of one moment stand
/// as they are given, so that whoever gives them keeps the order in which a laptop signed. Twice over they give the
/// same; what was written by somebody who does not prepare fairs is not counted. A copy stands before everything
/// that was written by hand, whenever it was signed: copying again, on a laptop that has not heard of that, takes
/// nothing back (decision 0049).
pub fn prepared(
    fair: &FairId,
    written: &[Act<Item>],
    company: &Company,
) -> BTreeMap<ItemId, Prepared> {
    let counts = |act: &&Act<Item>| {
        act.what.fair == *fair
            && !act.after_revocation
            && may_prepare(&act.by, company, act.time.at)
    };
    let mut versions: BTreeMap<ItemId, Vec<Act<Item>>> = BTreeMap::new();
    for act in written.iter().filter(counts) {
        let known = versions.entry(act.what.id).or_default();
        if known.iter().all(|version| version.id != act.id) {
            known.push(act.clone());
        }
    }
    let stands = versions.into_iter().filter_map(|(id, mut versions)| {
        versions.sort_by_key(|act| (act.what.copied.is_none(), act.time.at));
        let now = versions.pop()?;
        Some((id, Prepared { now, earlier: versions }))
    });
    stands.collect()
}

/// Whether somebody prepares fairs: marketing and headquarters.
pub fn may_prepare(person: &PersonId, company: &Company, at: Instant) -> bool {
    [Role::Marketing, Role::Hq].into_iter().any(|role| company.holds(person, role, at))
}

/// A reminder of what is not handed over yet (FAIR-03, D1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Reminder {
    /// Ten days before: marketing.
    Ten,
    /// Seven days before: headquarters too.
    Seven,
    /// Three days before: headquarters again.
    Three,
}

impl Reminder {
    /// The days that were left when it became due.
    pub fn days(self) -> i64 {
        match self {
            Self::Ten => 10,
            Self::Seven => 7,
            Self::Three => 3,
        }
    }

    /// Whether it goes to headquarters beside marketing.
    pub fn escalates(self) -> bool {
        self != Self::Ten
    }
}

/// The reminder that holds on a day, with so many days left to the first day of exhibition. One says the
/// most urgent only.
pub fn reminder(days_left: i64) -> Option<Reminder> {
    let urgent = [Reminder::Three, Reminder::Seven, Reminder::Ten];
    urgent.into_iter().find(|reminder| days_left <= reminder.days())
}
