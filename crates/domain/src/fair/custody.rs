//! Who has which exhibit, what was counted, and what is missing (FAIR-05).
//!
//! What the supervisor received is with him. It goes on from person to person: one gives, the other signs for
//! what he took, and until then it is where it was. A count says what is there of what somebody has; a count
//! that is short changes nothing of who has it, so that what is missing stays with whoever had it last.

use std::collections::{BTreeMap, BTreeSet};

use super::handover::{Handover, Pieces};
use super::preparation::{ItemId, may_prepare};
use crate::card::Act;
use crate::company::Company;
use crate::ids::{FactId, FairId, PersonId};
use crate::time::{Day, Instant};

/// Somebody gives exhibits to another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Giving {
    /// At which fair.
    pub fair: FairId,
    /// To whom.
    pub to: PersonId,
    /// Item by item.
    pub items: BTreeMap<ItemId, Pieces>,
}

/// The other's signature. What he does not name, he did not take. Signed by whoever gave, it takes the offer back
/// while the other has not signed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Taking {
    /// At which fair.
    pub fair: FairId,
    /// The record of what was given, and so its list to the last byte.
    pub giving: FactId,
    /// Item by item, which may be less than was given.
    pub items: BTreeMap<ItemId, Pieces>,
}

/// When exhibits are counted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Occasion {
    /// At the end of a day.
    Evening(Day),
    /// When the booth is taken down.
    TearDown,
}

/// What somebody counted of what a custodian has. An item that is not named was not counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Count {
    /// At which fair.
    pub fair: FairId,
    /// Whose exhibits.
    pub of: PersonId,
    /// When.
    pub occasion: Occasion,
    /// Item by item.
    pub items: BTreeMap<ItemId, Pieces>,
}

/// Why a signature is not counted. It stays visible.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Void {
    /// Signed after the laptop was revoked, or under another's name (SYN-04).
    Key,
    /// Taken by somebody other than to whom it was given, or given to oneself (FAIR-04).
    NotNamed,
    /// Given to somebody who neither takes part nor prepares fairs.
    Stranger,
    /// Counted by somebody who neither has the exhibits nor supervises the fair.
    NotCustodian,
    /// It names nothing, or nothing that was there.
    Nothing,
    /// It was taken before.
    Again,
}

impl Void {
    /// The name that the UI knows it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::NotNamed => "not_named",
            Self::Stranger => "stranger",
            Self::NotCustodian => "not_custodian",
            Self::Nothing => "nothing",
            Self::Again => "again",
        }
    }
}

/// Exhibits that changed hands with both signatures.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Move {
    /// The record by which they did: the supervisor's receipt, or a taking.
    pub id: FactId,
    /// Who had them; `None` where marketing handed them over (FAIR-03).
    pub from: Option<PersonId>,
    /// Who has had them since.
    pub to: PersonId,
    /// When the second signed.
    pub at: Instant,
    /// How many of each, as the second signed.
    pub items: BTreeMap<ItemId, u32>,
}

/// A count that counts, beside what should have been there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Counted {
    /// The count.
    pub act: Act<Count>,
    /// What the custodian had just then, of the items that it names.
    pub expected: BTreeMap<ItemId, u32>,
}

impl Counted {
    /// How many pieces of an item were not there.
    pub fn missing(&self, item: &ItemId) -> u32 {
        let there = self.act.what.items.get(item).map_or(0, |pieces| pieces.quantity);
        self.expected.get(item).map_or(0, |expected| expected.saturating_sub(there))
    }
}

/// Pieces that a count did not find.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shortfall {
    /// Who had them.
    pub custodian: PersonId,
    /// Of what.
    pub item: ItemId,
    /// Who supervised the fair when it came out, and is directly liable
    /// (「由參展主管負直接責任」).
    pub liable: Option<PersonId>,
    /// When it came out.
    pub opened: Instant,
    /// How many were missing at each count from then on.
    pub counts: Vec<(Instant, FactId, u32)>,
    /// How many still are: as the last count found, and no more than the custodian still answers for. What he has
    /// passed on with the other's signature was there.
    pub missing: u32,
}

/// What of a fair's items is in custody.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Exhibits {
    /// Everything that was handed over as an exhibit.
    pub all: BTreeSet<ItemId>,
    /// Those of them that are for the visitors, by what both sides signed: nobody has to count them, and what a
    /// count does not find was given away.
    pub giveaways: BTreeSet<ItemId>,
}

/// How a fair's exhibits stand.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Custody {
    /// What is for the visitors.
    pub giveaways: BTreeSet<ItemId>,
    /// Who has how many of what. Nobody who has nothing is here.
    pub held: BTreeMap<PersonId, BTreeMap<ItemId, u32>>,
    /// How they came there, in order of time.
    pub moves: Vec<Move>,
    /// What was given and not taken yet, in order of time.
    pub open: Vec<Act<Giving>>,
    /// The counts, in order of time.
    pub counts: Vec<Counted>,
    /// What was ever found missing, in the order in which it came out.
    pub shortfalls: Vec<Shortfall>,
    /// Signatures that do not count.
    pub void: BTreeMap<FactId, Void>,
}

impl Custody {
    /// How many of an item somebody has.
    pub fn of(&self, person: &PersonId, item: &ItemId) -> u32 {
        self.held.get(person).and_then(|items| items.get(item)).copied().unwrap_or(0)
    }

    /// How many of an item somebody may still give: not what waits for another's signature already.
    pub fn free(&self, person: &PersonId, item: &ItemId) -> u32 {
        let given = self.open.iter().filter(|act| act.by == *person);
        let given = given.filter_map(|act| act.what.items.get(item)).map(|pieces| pieces.quantity);
        given.fold(self.of(person, item), u32::saturating_sub)
    }

    /// The last count of somebody's exhibits on an occasion that names an item.
    pub fn counted(&self, of: &PersonId, item: &ItemId, on: Occasion) -> Option<&Counted> {
        self.counts.iter().rfind(|counted| {
            let count = &counted.act.what;
            count.of == *of && count.occasion == on && count.items.contains_key(item)
        })
    }

    /// What is there and was not counted on an occasion, by who has it. What is for the visitors may be counted, and
    /// need not.
    pub fn uncounted(&self, on: Occasion) -> BTreeMap<PersonId, BTreeSet<ItemId>> {
        let mut uncounted: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for (person, items) in &self.held {
            for item in items.keys() {
                if !self.giveaways.contains(item) && self.counted(person, item, on).is_none() {
                    uncounted.entry(person.clone()).or_default().insert(*item);
                }
            }
        }
        uncounted
    }
}

/// What has become of an item, in pieces.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Balance {
    /// Handed over to the fair's supervisors.
    pub came: u32,
    /// Given to visitors, as far as it was counted.
    pub given_out: u32,
    /// Not found.
    pub missing: u32,
    /// With somebody else than those who take part: marketing has it back.
    pub back: u32,
    /// The rest, which those who take part still answer for.
    pub there: u32,
}

impl Custody {
    /// What has become of everything that came, by item (E9). `takes_part` says who belongs to the fair's team.
    pub fn inventory(&self, takes_part: impl Fn(&PersonId) -> bool) -> BTreeMap<ItemId, Balance> {
        let mut inventory: BTreeMap<ItemId, Balance> = BTreeMap::new();
        for one in self.moves.iter().filter(|one| one.from.is_none()) {
            for (item, pieces) in &one.items {
                let came = &mut inventory.entry(*item).or_default().came;
                *came = came.saturating_add(*pieces);
            }
        }
        for (person, items) in &self.held {
            for (item, held) in items {
                let balance = inventory.entry(*item).or_default();
                if !takes_part(person) {
                    balance.back = balance.back.saturating_add(*held);
                    continue;
                }
                let given_out = self.given_out(person, item).min(*held);
                let missing = self.missing(person, item).min(*held);
                balance.given_out = balance.given_out.saturating_add(given_out);
                balance.missing = balance.missing.saturating_add(missing);
                balance.there = balance.there.saturating_add(held - given_out - missing);
            }
        }
        inventory
    }

    /// How many pieces for the visitors the last count of somebody's did not find.
    fn given_out(&self, of: &PersonId, item: &ItemId) -> u32 {
        if !self.giveaways.contains(item) {
            return 0;
        }
        let named = |counted: &&Counted| {
            counted.act.what.of == *of && counted.act.what.items.contains_key(item)
        };
        self.counts.iter().rfind(named).map_or(0, |counted| counted.missing(item))
    }

    fn missing(&self, of: &PersonId, item: &ItemId) -> u32 {
        let short = |short: &&Shortfall| short.custodian == *of && short.item == *item;
        self.shortfalls.iter().find(short).map_or(0, |short| short.missing)
    }
}

/// The signatures that custody is made of.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Acts {
    /// What was given.
    pub given: Vec<Act<Giving>>,
    /// What was taken.
    pub taken: Vec<Act<Taking>>,
    /// What was counted.
    pub counted: Vec<Act<Count>>,
}

/// What somebody signed for, less what others signed for that he gave them. A sum, so that nothing hangs on the
/// order in which people's clocks put their signatures. It is below zero where he gave more than he is known to
/// have had: who signed for it answers for it.
#[derive(Default)]
struct Balances(BTreeMap<PersonId, BTreeMap<ItemId, i64>>);

impl Balances {
    fn add(&mut self, person: &PersonId, item: ItemId, pieces: i64) {
        let balance = self.0.entry(person.clone()).or_default().entry(item).or_default();
        *balance = balance.saturating_add(pieces);
    }

    fn moved(&mut self, one: &Move) {
        for (item, pieces) in &one.items {
            self.add(&one.to, *item, i64::from(*pieces));
            if let Some(from) = &one.from {
                self.add(from, *item, -i64::from(*pieces));
            }
        }
    }

    fn held(&self, person: &PersonId, item: &ItemId) -> u32 {
        let balance = self.0.get(person).and_then(|items| items.get(item)).copied().unwrap_or(0);
        u32::try_from(balance.max(0)).unwrap_or(u32::MAX)
    }

    fn all(&self) -> BTreeMap<PersonId, BTreeMap<ItemId, u32>> {
        let people = self.0.iter().map(|(person, items)| {
            let items = items.keys().map(|item| (*item, self.held(person, item)));
            (person.clone(), items.filter(|(_, held)| *held > 0).collect::<BTreeMap<_, _>>())
        });
        people.filter(|(_, items)| !items.is_empty()).collect()
    }
}

/// What the signatures of a fair amount to, whatever order they came in, as of an instant. Of what was handed
/// over only the exhibits are kept count of.
pub fn custody(
    fair: &FairId,
    handover: &Handover,
    exhibits: &Exhibits,
    acts: &Acts,
    company: &Company,
    until: Instant,
) -> Custody {
    let mut custody = Custody { giveaways: exhibits.giveaways.clone(), ..Custody::default() };
    let receipts = handover.pairs.iter().filter_map(|pair| pair.receipt.as_ref());
    for receipt in receipts.filter(|receipt| receipt.time.at <= until) {
        let pieces = receipt.what.items.iter().filter(|(item, _)| exhibits.all.contains(item));
        let items = pieces.map(|(id, pieces)| (*id, pieces.quantity)).collect();
        let (id, to, at) = (receipt.id, receipt.by.clone(), receipt.time.at);
        custody.moves.push(Move { id, from: None, to, at, items });
    }
    pass_on(&mut custody, fair, acts, company, until);
    custody.moves.retain(|one| one.items.values().any(|pieces| *pieces > 0));
    custody.moves.sort_by_key(|one| (one.at, one.id));
    let counted = acts.counted.iter().filter(|a| a.what.fair == *fair && a.time.at <= until);
    let counted: BTreeMap<_, _> = counted.map(|act| ((act.time.at, act.id), act)).collect();
    let (mut balances, mut opened) = (Balances::default(), Opened::new());
    let mut known = 0;
    for ((at, id), act) in counted {
        // What changed hands in the very moment of a count did so before it.
        while let Some(one) = custody.moves.get(known).filter(|one| one.at <= at) {
            balances.moved(one);
            known += 1;
        }
        if let Err(why) = count(&mut custody, &mut opened, &balances, act, company) {
            custody.void.insert(id, why);
        }
    }
    custody.moves.iter().skip(known).for_each(|one| balances.moved(one));
    custody.held = balances.all();
    for short in &mut custody.shortfalls {
        let found = short.counts.last().map_or(0, |(_, _, missing)| *missing);
        short.missing = found.min(balances.held(&short.custodian, &short.item));
    }
    custody
}

/// What was given, and what of it was taken.
fn pass_on(custody: &mut Custody, fair: &FairId, acts: &Acts, company: &Company, until: Instant) {
    let given = acts.given.iter().filter(|act| act.what.fair == *fair && act.time.at <= until);
    let given: BTreeMap<_, _> = given.map(|act| (act.id, act)).collect();
    let mut open: BTreeMap<FactId, &Act<Giving>> = BTreeMap::new();
    for (id, act) in given {
        match void_giving(act, company) {
            Some(why) => drop(custody.void.insert(id, why)),
            None => drop(open.insert(id, act)),
        }
    }
    let taken = acts.taken.iter().filter(|act| act.what.fair == *fair && act.time.at <= until);
    let taken: BTreeMap<_, _> = taken.map(|act| ((act.time.at, act.id), act)).collect();
    let mut gone = BTreeSet::new();
    let takes_back =
        |act: &&Act<Taking>| open.get(&act.what.giving).is_some_and(|g| g.by == act.by);
    // Whoever signed that he has it has it, whatever its giver signed meanwhile.
    let (back, taken): (Vec<_>, Vec<_>) = taken.into_values().partition(takes_back);
    for act in taken.into_iter().chain(back) {
        let giving = open.get(&act.what.giving).copied();
        match take(act, giving, &mut gone) {
            Ok(one) => custody.moves.push(one),
            Err(why) => drop(custody.void.insert(act.id, why)),
        }
    }
    let mut left: Vec<_> = open.into_values().filter(|act| !gone.contains(&act.id)).collect();
    left.sort_by_key(|act| (act.time.at, act.id));
    custody.open = left.into_iter().cloned().collect();
}

fn void_giving(act: &Act<Giving>, company: &Company) -> Option<Void> {
    if act.after_revocation {
        return Some(Void::Key);
    }
    if act.what.to == act.by {
        return Some(Void::NotNamed);
    }
    if !may_hold(&act.what.to, &act.what.fair, company, act.time.at) {
        return Some(Void::Stranger);
    }
    act.what.items.values().all(|pieces| pieces.quantity == 0).then_some(Void::Nothing)
}

/// Whether exhibits of a fair may be given to somebody: to those who take part, and back to marketing.
pub fn may_hold(person: &PersonId, fair: &FairId, company: &Company, at: Instant) -> bool {
    let takes_part = company.fair(fair, at).is_some_and(|fair| fair.has(person));
    takes_part || may_prepare(person, company, at)
}

fn take(
    act: &Act<Taking>,
    giving: Option<&Act<Giving>>,
    gone: &mut BTreeSet<FactId>,
) -> Result<Move, Void> {
    if act.after_revocation {
        return Err(Void::Key);
    }
    let giving = giving.ok_or(Void::Nothing)?;
    if ![&giving.what.to, &giving.by].contains(&&act.by) {
        return Err(Void::NotNamed);
    }
    if !gone.insert(giving.id) {
        return Err(Void::Again);
    }
    let named = act.what.items.iter().filter(|_| giving.what.to == act.by);
    let moved = named.map(|(item, taken)| {
        let given = giving.what.items.get(item).map_or(0, |pieces| pieces.quantity);
        (*item, taken.quantity.min(given))
    });
    Ok(Move {
        id: act.id,
        from: Some(giving.by.clone()),
        to: act.by.clone(),
        // Both have signed by then, whatever their clocks say of each other.
        at: act.time.at.max(giving.time.at),
        items: moved.filter(|(_, pieces)| *pieces > 0).collect(),
    })
}

/// Which shortfall is whose and of what: a count of thousands of items looks for each of them once.
type Opened = BTreeMap<(PersonId, ItemId), usize>;

fn count(
    custody: &mut Custody,
    opened: &mut Opened,
    balances: &Balances,
    act: &Act<Count>,
    company: &Company,
) -> Result<(), Void> {
    if act.after_revocation {
        return Err(Void::Key);
    }
    let of = &act.what.of;
    let supervisor = company.fair(&act.what.fair, act.time.at).map(|fair| fair.supervisor.clone());
    if act.by != *of && supervisor.as_ref() != Some(&act.by) {
        return Err(Void::NotCustodian);
    }
    let named = act.what.items.keys().map(|item| (*item, balances.held(of, item)));
    let expected: BTreeMap<_, _> = named.filter(|(_, held)| *held > 0).collect();
    if expected.is_empty() {
        return Err(Void::Nothing);
    }
    let counted = Counted { act: act.clone(), expected };
    for item in counted.expected.keys() {
        if custody.giveaways.contains(item) {
            continue;
        }
        let missing = counted.missing(item);
        let entry = (act.time.at, act.id, missing);
        match opened.get(&(of.clone(), *item)) {
            Some(place) => custody.shortfalls[*place].counts.push(entry),
            None if missing > 0 => {
                opened.insert((of.clone(), *item), custody.shortfalls.len());
                custody.shortfalls.push(Shortfall {
                    custodian: of.clone(),
                    item: *item,
                    liable: supervisor.clone(),
                    opened: act.time.at,
                    counts: vec![entry],
                    missing,
                });
            }
            None => {}
        }
    }
    custody.counts.push(counted);
    Ok(())
}
