//! A fair counted from its lists, without reading a card.

use std::collections::BTreeMap;

use domain::time::Instant;
use domain::{FairId, PersonId};
use store::{LeadFilter, LeadQuery, LeadTally};

use super::place::count;
use crate::view::Share;
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// Cards of a fair or of one of its days.
#[derive(Default)]
pub(super) struct Figures {
    pub(super) leads: u32,
    pub(super) customers: u32,
    pub(super) by_hour: BTreeMap<u8, u32>,
    pub(super) by_source: BTreeMap<String, u32>,
    pub(super) by_class: BTreeMap<String, u32>,
    pub(super) by_person: BTreeMap<String, u32>,
}

impl Figures {
    /// Counts what this laptop holds.
    pub(super) fn of(
        workspace: &Workspace,
        fair: &FairId,
        day: Option<&str>,
    ) -> Result<Self, Failure> {
        let zone = &workspace.book().company.zone;
        let mut figures = Self::default();
        for LeadTally { signer, source, class, from_ms, cards, effective, .. } in
            workspace.store().lead_tally(fair.as_str(), day)?
        {
            let (cards, effective) = (clamp(cards), clamp(effective));
            figures.leads = figures.leads.saturating_add(cards);
            figures.customers = figures.customers.saturating_add(effective);
            add(&mut figures.by_hour, zone.hour(Instant(from_ms)), cards);
            add(&mut figures.by_source, source, cards);
            add(&mut figures.by_class, class, cards);
            add(&mut figures.by_person, signer, cards);
        }
        Ok(figures)
    }
}

/// Duties about a fair's customers whose deadline has passed, counted as far as a list is.
pub(super) fn overdue(
    workspace: &Workspace,
    now: &Now,
    fair: &FairId,
    day: Option<&str>,
) -> Result<u32, Failure> {
    let day = day.map(str::to_owned);
    let filter = LeadFilter {
        fair: Some(fair.to_string()),
        from: day.clone(),
        to: day,
        due_before_ms: Some(workspace.as_of(now).0),
        ..LeadFilter::default()
    };
    let query = LeadQuery { filter, limit: 0, ..LeadQuery::default() };
    Ok(workspace.store().lead_page(&query)?.total)
}

/// Shares, the greatest first.
pub(super) fn shares(counts: &BTreeMap<String, u32>) -> Vec<Share> {
    let share = |(key, count): (&String, &u32)| Share {
        key: key.clone(),
        name: String::new(),
        count: *count,
    };
    let mut shares: Vec<Share> = counts.iter().map(share).collect();
    shares.sort_by_key(|share| std::cmp::Reverse(share.count));
    shares
}

/// The same, with people's names.
pub(super) fn people(workspace: &Workspace, counts: &BTreeMap<String, u32>) -> Vec<Share> {
    let mut shares = shares(counts);
    for share in &mut shares {
        share.name = workspace.name(&PersonId::new(&share.key));
    }
    shares
}

/// Every hour from the first with a card to the last, those without one included.
pub(super) fn hours(counts: &BTreeMap<u8, u32>) -> Vec<Share> {
    let (first, last) = (counts.keys().next(), counts.keys().next_back());
    let Some((first, last)) = first.zip(last) else { return Vec::new() };
    let share = |hour: u8| Share {
        key: hour.to_string(),
        name: String::new(),
        count: counts.get(&hour).copied().unwrap_or(0),
    };
    (*first..=*last).map(share).collect()
}

/// One more of something.
pub(super) fn add<K: Ord>(counts: &mut BTreeMap<K, u32>, key: K, more: u32) {
    let counted = counts.entry(key).or_default();
    *counted = counted.saturating_add(more);
}

fn clamp(number: u64) -> u32 {
    usize::try_from(number).map_or(u32::MAX, count)
}
