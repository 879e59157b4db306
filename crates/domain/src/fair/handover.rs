//! The hand-over of what was prepared: marketing offers, the supervisor receives (FAIR-03, FAIR-04).
//!
//! An offer names each item by the very version that lay there, and a receipt names the offer's record: so a
//! signature can only mean the list that its author saw. Nobody signs for another, which is decided here and
//! not only where people press keys.

use std::collections::{BTreeMap, BTreeSet};

use crate::card::Act;
use crate::company::{Company, Fair};
use crate::ids::{FactId, FairId};
use crate::parameter::Parameters;
use crate::time::{Day, Instant, Zone};

use super::preparation::{ItemId, may_prepare};

/// In what condition something changes hands (B2).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Condition {
    /// As it should be.
    Good,
    /// Usable, with marks.
    Worn,
    /// Not usable.
    Broken,
}

impl Condition {
    const ALL: [Self; 3] = [Self::Good, Self::Worn, Self::Broken];

    /// The name in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Worn => "worn",
            Self::Broken => "broken",
        }
    }

    /// Reads [`Condition::name`].
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|condition| condition.name() == name)
    }
}

/// How much of an item, and how it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Pieces {
    /// How many.
    pub quantity: u32,
    /// In what condition.
    pub condition: Condition,
}

/// One item as marketing offers it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Offered {
    /// The version of the item that was before both of them.
    pub version: FactId,
    /// How many, and how they are.
    pub pieces: Pieces,
}

/// Marketing's signature under a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offer {
    /// For which fair.
    pub fair: FairId,
    /// Item by item.
    pub items: BTreeMap<ItemId, Offered>,
}

/// The supervisor's signature under the same list. What he does not name, he has not received.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Receipt {
    /// For which fair.
    pub fair: FairId,
    /// The offer's record, and so its list to the last byte.
    pub offer: FactId,
    /// Item by item, which may be less than was offered.
    pub items: BTreeMap<ItemId, Pieces>,
}

/// Why a signature is not counted. It stays visible.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Void {
    /// Signed after the laptop was revoked, or under another's name (SYN-04).
    Key,
    /// Offered by somebody who does not prepare fairs.
    NotMarketing,
    /// Received by somebody who did not supervise the fair then (FAIR-04).
    NotSupervisor,
    /// The same person on both sides (FAIR-04).
    SameSide,
    /// It names nothing, or nothing that counts.
    Nothing,
    /// Another receipt of the same offer was signed before.
    Again,
}

impl Void {
    /// The name that the UI knows it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::NotMarketing => "not_marketing",
            Self::NotSupervisor => "not_supervisor",
            Self::SameSide => "same_side",
            Self::Nothing => "nothing",
            Self::Again => "again",
        }
    }
}

/// An offer that counts, and the receipt that counts for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pair {
    /// Marketing's.
    pub offer: Act<Offer>,
    /// The supervisor's, once he has signed.
    pub receipt: Option<Act<Receipt>>,
}

impl Pair {
    /// When the second of both signatures was there.
    pub fn both_signed_at(&self) -> Option<Instant> {
        let receipt = self.receipt.as_ref()?;
        Some(receipt.time.at.max(self.offer.time.at))
    }

    /// The items received in another quantity or condition than offered, the missing among them.
    pub fn differing(&self) -> BTreeSet<ItemId> {
        let Some(receipt) = &self.receipt else { return BTreeSet::new() };
        let offered = self.offer.what.items.iter();
        let differs = offered.filter(|(id, offered)| {
            receipt.what.items.get(id).is_none_or(|received| *received != offered.pieces)
        });
        differs.map(|(id, _)| *id).collect()
    }
}

/// How the hand-over of a fair stands.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Handover {
    /// Offers that count, in order of signing.
    pub pairs: Vec<Pair>,
    /// Signatures that do not, by record.
    pub void: BTreeMap<FactId, Void>,
}

impl Handover {
    /// When everything that is wanted had been offered and received; `None` while something has not.
    /// Received in part is received: what is missing is then said on both sides.
    pub fn complete_at(&self, wanted: &BTreeSet<ItemId>) -> Option<Instant> {
        let mut open = wanted.clone();
        let mut signed: Vec<_> =
            self.pairs.iter().filter_map(|p| Some((p.both_signed_at()?, p))).collect();
        signed.sort_by_key(|(at, pair)| (*at, pair.offer.id));
        for (at, pair) in signed {
            open.retain(|id| !pair.offer.what.items.contains_key(id));
            if open.is_empty() {
                return Some(at);
            }
        }
        None
    }
}

/// What offers and receipts of a fair amount to, whatever order they came in.
pub fn handover(
    fair: &FairId,
    offers: &[Act<Offer>],
    receipts: &[Act<Receipt>],
    company: &Company,
) -> Handover {
    let mut ruled = Handover::default();
    let of_fair = offers.iter().filter(|act| act.what.fair == *fair);
    let offers: BTreeMap<_, _> = of_fair.map(|act| ((act.time.at, act.id), act)).collect();
    for offer in offers.into_values() {
        match void_offer(offer, company) {
            Some(why) => drop(ruled.void.insert(offer.id, why)),
            None => ruled.pairs.push(Pair { offer: offer.clone(), receipt: None }),
        }
    }
    let of_fair = receipts.iter().filter(|act| act.what.fair == *fair);
    let receipts: BTreeMap<_, _> = of_fair.map(|act| ((act.time.at, act.id), act)).collect();
    for receipt in receipts.into_values() {
        let pair = ruled.pairs.iter_mut().find(|pair| pair.offer.id == receipt.what.offer);
        match (void_receipt(receipt, pair.as_deref(), company), pair) {
            (None, Some(pair)) => pair.receipt = Some(receipt.clone()),
            (why, _) => drop(ruled.void.insert(receipt.id, why.unwrap_or(Void::Nothing))),
        }
    }
    ruled
}

fn void_offer(offer: &Act<Offer>, company: &Company) -> Option<Void> {
    if offer.after_revocation {
        return Some(Void::Key);
    }
    if !may_prepare(&offer.by, company, offer.time.at) {
        return Some(Void::NotMarketing);
    }
    offer.what.items.is_empty().then_some(Void::Nothing)
}

fn void_receipt(receipt: &Act<Receipt>, pair: Option<&Pair>, company: &Company) -> Option<Void> {
    let fair = company.fair(&receipt.what.fair, receipt.time.at);
    if receipt.after_revocation {
        return Some(Void::Key);
    }
    let Some(pair) = pair else { return Some(Void::Nothing) };
    // Asked first: whoever does both sides is told so, whatever else he is.
    if pair.offer.by == receipt.by {
        return Some(Void::SameSide);
    }
    if fair.is_none_or(|fair| fair.supervisor != receipt.by) {
        return Some(Void::NotSupervisor);
    }
    pair.receipt.is_some().then_some(Void::Again)
}

/// The last day on which the hand-over is in time: calendar days before the first day of exhibition.
pub fn due(fair: &Fair, parameters: &Parameters) -> Option<Day> {
    let first = fair.days.iter().min()?;
    Some(first.plus(-parameters.handover_days))
}

/// By how many calendar days the hand-over is late, and zero up to 24:00 of the day that it was due (FAIR-03;
/// KPI-03 takes ten points for each). One that is not complete is late by the days up to `as_of`.
pub fn days_late(
    fair: &Fair,
    complete_at: Option<Instant>,
    parameters: &Parameters,
    zone: &Zone,
    as_of: Instant,
) -> i64 {
    let Some(due) = due(fair, parameters) else { return 0 };
    let at = complete_at.unwrap_or(as_of);
    if at <= zone.end(due) {
        return 0;
    }
    // The instant of midnight still belongs to the day that it ends.
    zone.day(Instant(at.0.saturating_sub(1))).days_since(due).max(0)
}
