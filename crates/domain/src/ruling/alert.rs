//! What somebody should look at. It decides nothing about a customer.

use std::collections::BTreeSet;

use crate::card::{CardFile, Source};
use crate::cluster::Cluster;
use crate::company::Company;
use crate::ids::{CardId, PersonId};
use crate::rule::Rule;

use super::Owner;
use super::authority::{Decision, Founding, Level};
use super::standing::{Standing, late_signers};
use super::venue::{Territory, Venue};

/// Something that somebody should look at. Alerts accuse nobody; people are heard (PEN-01).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Alert {
    /// What.
    pub kind: AlertKind,
    /// Whom it concerns.
    pub person: PersonId,
    /// About which card.
    pub card: Option<CardId>,
}

/// Kinds of alerts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum AlertKind {
    /// A claimed time that the evidence contradicts, or a forked chain (DUP-06).
    Integrity,
    /// What he says about when a card was signed does not fit what others say (DUP-06).
    Disputed,
    /// A signed card not handed in by the deadline (OWN-02).
    HoardSuspect,
    /// An out-lead kept back by somebody who had kept something back before (OWN-02).
    Hoard,
    /// A day's cards that came after its hand-in was due (FAIR-07).
    LateHandIn,
    /// A draft that was neither signed nor taken back by the day's hand-in (OWN-02).
    DraftKept,
    /// A card by somebody who takes no part in the fair, for a customer that a colleague had begun to write
    /// down, or an out-lead followed up before headquarters gave it to anybody (OWN-03).
    Favour,
    /// Nobody countersigned by the evening's seal (FAIR-10).
    NoCountersign,
    /// One leader countersigned the same person's cards two days running (FAIR-10).
    Rotation,
    /// More cards than talks can have been (DUP-05).
    Density,
    /// Two customers' cards that show the same photo (DUP-05).
    SamePhoto,
    /// Signed long after the talk (FAIR-06).
    NotImmediate,
    /// Not properly classified by the end of the seventh day (FUP-01).
    Unclassified,
    /// Assigned against the proposal without a reason (OWN-05).
    Deviation,
    /// An out-lead that headquarters gave to another department than the one of the customer's site, without a
    /// reason (OWN-04).
    Elsewhere,
    /// Assigned without a discussion record (OWN-05).
    NoDiscussion,
    /// Assigned before the card that counts was known (P2).
    Unseen,
    /// Something came late, and waits for a decision (OWN-12).
    Case,
}

impl AlertKind {
    /// The name in files and scenarios.
    pub fn name(self) -> &'static str {
        match self {
            Self::Integrity => "integrity",
            Self::Disputed => "disputed",
            Self::HoardSuspect => "hoard_suspect",
            Self::Hoard => "hoard",
            Self::LateHandIn => "late_handin",
            Self::DraftKept => "draft_kept",
            Self::NoCountersign => "no_countersign",
            Self::Rotation => "rotation",
            Self::Density => "density",
            Self::Unclassified => "unclassified",
            Self::Favour => "favour",
            Self::SamePhoto => "same_photo",
            Self::NotImmediate => "not_immediate",
            Self::Deviation => "deviation",
            Self::Elsewhere => "elsewhere",
            Self::NoDiscussion => "no_discussion",
            Self::Unseen => "unseen",
            Self::Case => "case",
        }
    }

    /// The rule behind it.
    pub fn rule(self) -> Rule {
        match self {
            Self::Integrity | Self::Disputed => Rule::Dup06,
            Self::HoardSuspect | Self::Hoard | Self::DraftKept => Rule::Own02,
            Self::LateHandIn => Rule::Fair07,
            Self::NoCountersign | Self::Rotation => Rule::Fair10,
            Self::Density | Self::SamePhoto => Rule::Dup05,
            Self::Unclassified => Rule::Fup01,
            Self::Favour => Rule::Own03,
            Self::NotImmediate => Rule::Fair06,
            Self::Elsewhere => Rule::Own04,
            Self::Deviation | Self::NoDiscussion => Rule::Own05,
            Self::Unseen | Self::Case => Rule::Own12,
        }
    }
}

pub(super) fn alerts(
    standing: &Standing,
    venue: &Venue,
    decision: &Decision,
    proposed: Option<&PersonId>,
    unseen: Option<&PersonId>,
    cluster: &Cluster,
    company: &Company,
) -> BTreeSet<Alert> {
    let mut alerts = BTreeSet::new();
    for file in cluster.cards.values() {
        for kind in card_alerts(file, company) {
            alerts.insert(Alert { kind, person: file.signer().clone(), card: Some(file.id()) });
        }
        let givers = file.disputed.iter().filter_map(|said| said.by.clone());
        alerts.extend(givers.map(|person| Alert {
            kind: AlertKind::Disputed,
            person,
            card: Some(file.id()),
        }));
    }
    for person in late_signers(standing) {
        alerts.insert(Alert { kind: AlertKind::HoardSuspect, person, card: None });
    }
    if let Some(founding) = &decision.founding {
        let silent = founding.reason.trim().is_empty();
        let supervisor = founding.level == Level::Supervisor;
        // Whom the rules proposed when he assigned is not to be told any more once a card has been made a new one
        // since (ORD-15).
        let as_then = !cluster.cards.values().any(|file| file.is_renewed_after(founding.at));
        let other = proposed.is_some_and(|p| founding.owner != Owner::Person(p.clone()));
        let deviates = other && as_then;
        let found = [
            (AlertKind::Deviation, supervisor && deviates && silent),
            (AlertKind::NoDiscussion, supervisor && !founding.discussed),
            (AlertKind::Elsewhere, silent && goes_elsewhere(founding, venue, company)),
        ];
        for (kind, _) in found.into_iter().filter(|(_, is)| *is) {
            alerts.insert(Alert { kind, person: founding.by.clone(), card: None });
        }
    }
    alerts.extend(unseen.map(|person| Alert {
        kind: AlertKind::Unseen,
        person: person.clone(),
        card: None,
    }));
    alerts
}

/// Whether headquarters gave an out-lead to another department than that of his site. Where nobody can tell which
/// one that is, any may have him; an equal share went by the rule (OWN-07).
fn goes_elsewhere(founding: &Founding, venue: &Venue, company: &Company) -> bool {
    let by_hq = founding.level == Level::Headquarters && venue.territory == Territory::Out;
    let (true, None, Some(home)) = (by_hq, &founding.dealt, &venue.home) else { return false };
    match &founding.owner {
        Owner::Person(person) => company
            .person(person, founding.at)
            .is_some_and(|person| person.territory.as_ref() != Some(home)),
        Owner::Pool(territory) => territory != home,
        Owner::Company | Owner::None => false,
    }
}

fn card_alerts(file: &CardFile, company: &Company) -> Vec<AlertKind> {
    let card = &file.signed.what;
    let parameters = company.parameters(file.at());
    let fair = card.fair.as_ref().and_then(|fair| company.fair(fair, file.at()));
    let stranger = fair.is_some_and(|fair| !fair.has(file.signer()));
    let slow = card.source == Source::Conversation
        && card.talk_ended.is_some_and(|ended| {
            file.at() > ended.plus_minutes(parameters.capture_immediate_minutes)
        });
    let mut kinds = Vec::new();
    if file.signed.time.contradicted || file.forked {
        kinds.push(AlertKind::Integrity);
    }
    if stranger {
        kinds.push(AlertKind::Favour);
    }
    if slow {
        kinds.push(AlertKind::NotImmediate);
    }
    kinds
}
