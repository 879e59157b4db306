//! What somebody should look at, of what no single customer's ruling shows.
//!
//! An alert accuses nobody and changes nothing. What may be innocent for all that is known is none yet.

use std::collections::{BTreeMap, BTreeSet};

use crate::company::{Company, Fair};
use crate::deadline;
use crate::density::{Begun, dense};
use crate::fair::diary::{Diary, Entry, OpenDraft};
use crate::ids::{CardId, PersonId};
use crate::ruling::AlertKind;
use crate::time::{Day, Instant};

/// Something to look at.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct FairAlert {
    /// What.
    pub kind: AlertKind,
    /// Whom it concerns; of a favour, who gains by it.
    pub person: PersonId,
    /// Who is heard beside him (OWN-03).
    pub beside: Option<PersonId>,
    /// On which day, where it is about a day.
    pub day: Option<Day>,
    /// About which cards.
    pub cards: BTreeSet<CardId>,
}

/// Everything that a fair's facts give somebody to look at.
pub fn alerts(diary: &Diary, company: &Company, as_of: Instant) -> BTreeSet<FairAlert> {
    let mut found = BTreeSet::new();
    found.extend(kept_back(diary, company));
    found.extend(drafts_kept(diary, company, as_of));
    found.extend(favours(diary, company, as_of));
    found.extend(contacts_before_assignment(diary));
    found.extend(not_countersigned(diary, company, as_of));
    found.extend(same_leader_twice(diary, company));
    found.extend(too_dense(diary, company, as_of));
    found
}

/// The late cards of each person, by the day on which they were due: ten cards of one evening are one time.
pub(super) fn times_late(
    diary: &Diary,
    company: &Company,
) -> BTreeMap<PersonId, BTreeMap<Day, Vec<CardId>>> {
    let mut times: BTreeMap<PersonId, BTreeMap<Day, Vec<CardId>>> = BTreeMap::new();
    for entry in &diary.cards {
        if let Some(late) = entry.late {
            let day = company.zone.day(late.deadline);
            let days = times.entry(entry.by.clone()).or_default();
            days.entry(day).or_default().push(entry.card);
        }
    }
    times
}

/// OWN-02, FAIR-07: late is late whatever the customer; "hoard" is a word for out-leads, the second time.
fn kept_back(diary: &Diary, company: &Company) -> Vec<FairAlert> {
    let mut found = Vec::new();
    for (person, days) in times_late(diary, company) {
        for (nth, (day, cards)) in days.into_iter().enumerate() {
            let alert = |kind, cards: BTreeSet<CardId>| FairAlert {
                kind,
                person: person.clone(),
                beside: None,
                day: Some(day),
                cards,
            };
            let outside = |card: &CardId| diary.entry(card).is_some_and(|entry| entry.outside);
            let hoarded: BTreeSet<CardId> = cards.iter().copied().filter(outside).collect();
            let cards: BTreeSet<CardId> = cards.into_iter().collect();
            found.push(alert(AlertKind::LateHandIn, cards.clone()));
            found.push(alert(AlertKind::HoardSuspect, cards));
            if nth > 0 && !hoarded.is_empty() {
                found.push(alert(AlertKind::Hoard, hoarded));
            }
        }
    }
    found
}

/// OWN-02: an unsigned draft older than the day's hand-in deadline.
fn drafts_kept(diary: &Diary, company: &Company, as_of: Instant) -> Vec<FairAlert> {
    let open = diary.drafts.iter().filter(|draft| !draft.withdrawn);
    let old = open.filter(|draft| draft_due(diary, draft, company).is_some_and(|due| as_of > due));
    old.map(|draft| FairAlert {
        kind: AlertKind::DraftKept,
        person: draft.by.clone(),
        beside: None,
        day: Some(company.zone.day(draft.at)),
        cards: BTreeSet::from([draft.card]),
    })
    .collect()
}

/// By when a draft is signed and handed in, if it is to be.
fn draft_due(diary: &Diary, draft: &OpenDraft, company: &Company) -> Option<Instant> {
    let fair = company.fair(&diary.fair, draft.at)?;
    let parameters = company.parameters(draft.at);
    let day = deadline::hand_in_day(fair, draft.at, &parameters, &company.zone);
    Some(deadline::hand_in(fair, day, &parameters, &company.zone))
}

/// OWN-03 (a). While he whose draft it is may still sign it today, nobody did anybody a favour.
fn favours(diary: &Diary, company: &Company, as_of: Instant) -> Vec<FairAlert> {
    let mut found = Vec::new();
    for draft in &diary.drafts {
        let over = draft.left.is_some_and(|left| left <= as_of)
            || draft_due(diary, draft, company).is_some_and(|due| as_of > due);
        let alike: Vec<&Entry> = draft.alike.iter().filter_map(|card| diary.entry(card)).collect();
        // He threw the draft away and wrote the card anew: nobody else has it from him.
        let signed_after_all = alike.iter().any(|entry| entry.by == draft.by);
        if !over || signed_after_all {
            continue;
        }
        for entry in alike.into_iter().filter(|entry| entry.at > draft.at) {
            found.push(FairAlert {
                kind: AlertKind::Favour,
                person: entry.by.clone(),
                beside: Some(draft.by.clone()),
                day: Some(company.zone.day(entry.at)),
                cards: BTreeSet::from([entry.card, draft.card]),
            });
        }
    }
    found
}

/// OWN-03 (c): an out-lead followed up before headquarters gave it to anybody. Who was given it by somebody,
/// competent or not, acted in good faith.
fn contacts_before_assignment(diary: &Diary) -> Vec<FairAlert> {
    let mut found = Vec::new();
    for entry in diary.cards.iter().filter(|entry| entry.outside) {
        for (at, by) in &entry.contacts {
            let relied = entry
                .given
                .iter()
                .any(|given| given.at <= *at && (given.competent || given.to.as_ref() == Some(by)));
            if !relied {
                found.push(FairAlert {
                    kind: AlertKind::Favour,
                    person: by.clone(),
                    beside: None,
                    day: None,
                    cards: BTreeSet::from([entry.card]),
                });
            }
        }
    }
    found
}

/// By when a day's cards are countersigned: the evening's seal, and 24:00 at the latest (D5).
fn countersigned_by(diary: &Diary, day: Day, company: &Company) -> Instant {
    let sealed = diary.sealed.iter().find(|sealed| sealed.day == day).map(|sealed| sealed.at);
    let end = deadline::seal(day, &company.zone);
    sealed.map_or(end, |at| at.min(end))
}

/// The evening's cards that nobody countersigned, by those whose turn it was and by capturer (FAIR-10).
pub(super) fn missing_countersigns(
    diary: &Diary,
    company: &Company,
    as_of: Instant,
) -> BTreeMap<(PersonId, Day, PersonId), BTreeSet<CardId>> {
    let mut missing: BTreeMap<(PersonId, Day, PersonId), BTreeSet<CardId>> = BTreeMap::new();
    for (fair, day) in evenings(diary, company, as_of) {
        let due = countersigned_by(diary, day, company);
        if as_of <= due {
            continue;
        }
        for entry in diary.evening(fair, day, company) {
            // What came after the package was sealed is countersigned by 24:00.
            let late_but_today = entry.held.is_some_and(|held| held > due)
                && as_of <= deadline::seal(day, &company.zone);
            if !entry.countersigned.is_empty() || late_but_today {
                continue;
            }
            for leader in diary.turn(fair, day, &entry.by, company) {
                let key = (leader, day, entry.by.clone());
                missing.entry(key).or_default().insert(entry.card);
            }
        }
    }
    missing
}

fn not_countersigned(diary: &Diary, company: &Company, as_of: Instant) -> Vec<FairAlert> {
    let missing = missing_countersigns(diary, company, as_of).into_iter();
    missing
        .map(|((person, day, capturer), cards)| FairAlert {
            kind: AlertKind::NoCountersign,
            person,
            beside: Some(capturer),
            day: Some(day),
            cards,
        })
        .collect()
}

/// FAIR-10: with two leaders there, none countersigns the same person's cards on two days that follow.
fn same_leader_twice(diary: &Diary, company: &Company) -> Vec<FairAlert> {
    let zone = &company.zone;
    let mut signed: BTreeMap<(&PersonId, &PersonId, Day), BTreeSet<CardId>> = BTreeMap::new();
    for entry in &diary.cards {
        for (at, leader) in &entry.countersigned {
            let key = (leader, &entry.by, zone.day(*at));
            signed.entry(key).or_default().insert(entry.card);
        }
    }
    let mut found = Vec::new();
    for ((leader, capturer, day), cards) in &signed {
        let before = signed.contains_key(&(*leader, *capturer, day.plus(-1)));
        let Some(fair) = company.fair(&diary.fair, zone.start(*day)) else { continue };
        let others = diary.leaders(fair, *day, capturer, company);
        // The supervisor stands in where nobody else is; he is no part of the rotation.
        let several = others.len() > 1 && others.contains(*leader);
        if before && several {
            found.push(FairAlert {
                kind: AlertKind::Rotation,
                person: (*leader).clone(),
                beside: Some((*capturer).clone()),
                day: Some(*day),
                cards: cards.clone(),
            });
        }
    }
    found
}

/// DUP-05.
fn too_dense(diary: &Diary, company: &Company, as_of: Instant) -> Vec<FairAlert> {
    let talks = diary.cards.iter().filter(|entry| entry.talk);
    let begun =
        talks.map(|entry| Begun { by: entry.by.clone(), at: entry.begun, card: entry.card });
    let stretches = dense(begun.collect(), company.parameters(as_of).max_cards_per_10min);
    let alert = |stretch: crate::density::Dense| FairAlert {
        kind: AlertKind::Density,
        person: stretch.by,
        beside: None,
        day: Some(company.zone.day(stretch.from)),
        cards: stretch.cards.into_iter().collect(),
    };
    stretches.into_iter().map(alert).collect()
}

/// The fair's days that have begun, with the fair as it was then.
pub(super) fn evenings<'c>(
    diary: &Diary,
    company: &'c Company,
    as_of: Instant,
) -> Vec<(&'c Fair, Day)> {
    let days = deadline::days_begun(company, &diary.fair, as_of).into_iter();
    let then = |day: &Day| company.fair(&diary.fair, deadline::seal(*day, &company.zone));
    days.filter_map(|day| Some((then(&day)?, day))).collect()
}
