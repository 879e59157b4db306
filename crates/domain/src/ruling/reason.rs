//! Reasons: every answer names the rules it rests on, with the facts used, in the same words for
//! every party (SYN-07). The UI turns them into sentences with the company's own phrases.

use std::collections::BTreeSet;

use crate::act::Target;
use crate::card::{CardFile, Source, Testimony};
use crate::cluster::Cluster;
use crate::company::Company;
use crate::correction::Field;
use crate::identity::{Likeness, compare};
use crate::ids::{CardId, FairId, PersonId, TerritoryId};
use crate::places::DivisionCode;
use crate::rule::Rule;
use crate::time::Instant;

use super::authority::{Authority, Decision, Level};
use super::proposal::Proposal;
use super::rank::{Rank, minutes_between};
use super::standing::{Out, Standing, late_signers};
use super::venue::{Territory, Venue};
use super::{Owner, Ruling};

/// Which step of DUP-07 picked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum TieStep {
    /// (1) the customer's own hand over conversation over business card.
    CustomersHand,
    /// (2) more documented content.
    Documented,
    /// (3) the signer already serves the customer's department.
    Department,
    /// (4) open to a human ruling; until then a lot that nobody can grind.
    Lot,
}

/// One reason, with the facts used.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Reason {
    /// DUP-01: the first signature counts.
    FirstSignature {
        /// The effective card.
        card: CardId,
        /// Its signer.
        by: PersonId,
        /// When he signed.
        at: Instant,
        /// The next card outside the tie set, its signer, and how many minutes later it was signed.
        next: Option<(CardId, PersonId, i64)>,
    },
    /// DUP-02: not alike enough by themselves, and one customer because somebody competent said so.
    Joined {
        /// The cards.
        cards: Vec<CardId>,
    },
    /// DUP-06: the laptop's clock was wrong and has been corrected.
    ClockCorrected {
        /// The card.
        card: CardId,
        /// Its signer.
        by: PersonId,
        /// What the clock claimed.
        claimed: Instant,
        /// What counts.
        corrected: Instant,
    },
    /// DUP-06: looks earlier, but is not proven well enough to win by itself.
    NotProven {
        /// The card.
        card: CardId,
        /// Its signer.
        by: PersonId,
    },
    /// DUP-06: what somebody says about its time does not fit what others say.
    Disputed {
        /// The card.
        card: CardId,
        /// Its signer.
        by: PersonId,
        /// Who says what.
        said: Testimony,
    },
    /// DUP-07: signed within the tie window.
    Tie {
        /// The card that was picked.
        card: CardId,
        /// Its signer.
        by: PersonId,
        /// Which step picked.
        step: TieStep,
        /// The others.
        over: Vec<CardId>,
    },
    /// DUP-08 and its kin: a card that is out of the ranking.
    CardOut {
        /// The card.
        card: CardId,
        /// Its signer.
        by: PersonId,
        /// Why.
        why: Out,
    },
    /// ORD-15: what was signed has been corrected, and somebody who leads approved it.
    Corrected {
        /// The card.
        card: CardId,
        /// Who corrected it.
        by: PersonId,
        /// When.
        at: Instant,
        /// Which fields.
        fields: BTreeSet<Field>,
        /// When it had been signed before, if it counts as a new card from the correction on (P24).
        instead_of: Option<Instant>,
        /// Who approved.
        approved_by: PersonId,
    },
    /// OWN-08: the fair's supervisor has certified why a card came late.
    Excused {
        /// The card.
        card: CardId,
        /// Its signer.
        signer: PersonId,
        /// Whose word it is.
        by: PersonId,
        /// When he gave it.
        at: Instant,
        /// What happened.
        reason: String,
        /// Whether it ranks again; an excuse is not enough where the chain does not prove the card's age.
        restored: bool,
    },
    /// OWN-08: no live card is left.
    NoLiveCard,
    /// DUP-03: who helps whom.
    Helpers {
        /// Who helps.
        who: Vec<PersonId>,
        /// Whom: the owner, before allotment the holder of the effective card.
        whom: Option<PersonId>,
    },
    /// DUP-10: the credit follows the card, whoever owns.
    Credit {
        /// Whose.
        person: PersonId,
    },
    /// OWN-01: in, out or unknown, and by which site.
    Territory {
        /// Which.
        territory: Territory,
        /// The site that decided.
        site: Option<DivisionCode>,
        /// The territory it belongs to.
        home: Option<TerritoryId>,
        /// The competent supervisor's fair.
        fair: Option<FairId>,
    },
    /// OWN-01: live cards name sites that would change in/out.
    SitesContradict,
    /// OWN-04: waits for headquarters.
    WaitsForHeadquarters,
    /// OWN-05: waits for the supervisor or regional manager.
    WaitsFor {
        /// Who decides.
        authority: Authority,
    },
    /// OWN-06: the holder of the effective card is proposed.
    Proposed {
        /// Who.
        person: PersonId,
    },
    /// OWN-16: his mentor answers for a trainee.
    Mentor {
        /// The trainee.
        trainee: PersonId,
        /// The mentor.
        mentor: PersonId,
    },
    /// OWN-07: nobody is proposed; an equal share.
    EqualShare,
    /// OWN-04 or OWN-05: a competent person assigned.
    Assigned {
        /// Who assigned.
        by: PersonId,
        /// On which level.
        level: Level,
        /// To whom.
        to: Target,
        /// When.
        at: Instant,
        /// The reason given.
        reason: String,
        /// Whether the territory made it headquarters' business.
        out_of_territory: bool,
    },
    /// OWN-07: it is an equal, open share of a pool, or a share for a reason that was given.
    Dealt {
        /// Whose share.
        person: PersonId,
        /// The fair whose pool it was.
        fair: FairId,
        /// How many cards were dealt.
        cards: u32,
        /// Among how many.
        people: u32,
        /// Whether equally.
        equal: bool,
    },
    /// An assignment that founds nothing.
    VoidAct {
        /// For this rule.
        rule: Rule,
        /// Who assigned.
        by: PersonId,
        /// To whom.
        to: Target,
        /// When.
        at: Instant,
    },
    /// OWN-04 or OWN-05: a competent assignment that found another in place and could not replace it.
    Outranked {
        /// Who assigned.
        by: PersonId,
        /// To whom.
        to: Target,
        /// When.
        at: Instant,
        /// Whether the territory made it headquarters' business.
        out_of_territory: bool,
    },
    /// DUP-09: an owner in proper service stays.
    OwnerStays {
        /// Who.
        person: PersonId,
    },
    /// OWN-12, P2: assigned before its author knew of the card that counts.
    Unseen {
        /// The card.
        card: CardId,
        /// Whom the rules propose because of it.
        person: PersonId,
        /// The owner's first proper service since, for which he is rather left.
        served: Option<Instant>,
    },
    /// SYN-03: it was final; what came later does not change it by itself.
    Stands {
        /// Since when.
        since: Instant,
    },
    /// OWN-12: what came later waits for a decision.
    CaseOpen {
        /// Whose.
        authority: Authority,
    },
    /// OWN-12: somebody competent has decided.
    CaseDecided {
        /// Who.
        by: PersonId,
        /// When.
        at: Instant,
        /// Whether what was proposed holds since.
        adopted: bool,
        /// The reason given.
        reason: String,
    },
    /// A decision that decides nothing.
    VoidDecision {
        /// For this rule; OWN-12 when it was about something else than there is to decide.
        rule: Rule,
        /// Whose.
        by: PersonId,
        /// When.
        at: Instant,
    },
}

impl Reason {
    /// The rule that the reason cites.
    pub fn rule(&self) -> Rule {
        match self {
            Self::FirstSignature { .. } => Rule::Dup01,
            Self::Joined { .. } => Rule::Dup02,
            Self::ClockCorrected { .. } | Self::NotProven { .. } | Self::Disputed { .. } => {
                Rule::Dup06
            }
            Self::Tie { .. } => Rule::Dup07,
            Self::CardOut { why, .. } => why.rule(),
            Self::Corrected { .. } => Rule::Ord15,
            Self::Excused { .. } => Rule::Own08,
            Self::NoLiveCard => Rule::Dup08,
            Self::Helpers { .. } => Rule::Dup03,
            Self::Credit { .. } => Rule::Dup10,
            Self::Territory { .. } | Self::SitesContradict => Rule::Own01,
            Self::WaitsForHeadquarters => Rule::Own04,
            Self::WaitsFor { .. } => Rule::Own05,
            Self::Proposed { .. } => Rule::Own06,
            Self::Mentor { .. } => Rule::Own16,
            Self::EqualShare | Self::Dealt { .. } => Rule::Own07,
            Self::Assigned { out_of_territory: true, .. }
            | Self::Outranked { out_of_territory: true, .. } => Rule::Own04,
            Self::Assigned { .. } | Self::Outranked { .. } => Rule::Own05,
            Self::VoidAct { rule, .. } | Self::VoidDecision { rule, .. } => *rule,
            Self::OwnerStays { .. } => Rule::Dup09,
            Self::Stands { .. } => Rule::Syn03,
            Self::Unseen { .. } | Self::CaseOpen { .. } | Self::CaseDecided { .. } => Rule::Own12,
        }
    }

    /// The first version of the rules that gives such a reason.
    pub fn since_version(&self) -> u16 {
        match self {
            Self::Joined { .. }
            | Self::Corrected { .. }
            | Self::Excused { .. }
            | Self::Dealt { .. }
            | Self::Outranked { .. }
            | Self::Disputed { .. }
            | Self::Unseen { .. }
            | Self::Stands { .. }
            | Self::CaseOpen { .. }
            | Self::CaseDecided { .. }
            | Self::VoidDecision { .. } => 2,
            _ => 1,
        }
    }
}

/// What single fact would change a ruling.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Turn {
    /// A live card of somebody signed before this instant.
    EarlierSignature {
        /// Before when.
        before: Instant,
    },
    /// The supervisor's certificate that a late hand-in is excused (OWN-08).
    ExcusedLateness {
        /// Of which card.
        card: CardId,
        /// Whose.
        by: PersonId,
    },
    /// An act of the competent authority.
    Assignment {
        /// Whose.
        authority: Authority,
    },
    /// A human ruling on the tie (DUP-07 (4)).
    TieRuling,
    /// A decision on the case (OWN-12).
    CaseDecision {
        /// Whose.
        authority: Authority,
    },
}

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
    /// Signed long after the talk (FAIR-06).
    NotImmediate,
    /// Not properly classified by the end of the seventh day (FUP-01).
    Unclassified,
    /// Assigned against the proposal without a reason (OWN-05).
    Deviation,
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
            Self::NotImmediate => "not_immediate",
            Self::Deviation => "deviation",
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
            Self::Density => Rule::Dup05,
            Self::Unclassified => Rule::Fup01,
            Self::Favour => Rule::Own03,
            Self::NotImmediate => Rule::Fair06,
            Self::Deviation | Self::NoDiscussion => Rule::Own05,
            Self::Unseen | Self::Case => Rule::Own12,
        }
    }
}

pub(super) fn explain(
    ruling: &Ruling,
    standing: &Standing,
    rank: &Rank,
    venue: &Venue,
    proposal: &Proposal,
    decision: &Decision,
    cluster: &Cluster,
) -> Vec<Reason> {
    let mut reasons = Vec::new();
    explain_rank(&mut reasons, standing, rank, cluster);
    reasons.push(Reason::Territory {
        territory: venue.territory,
        site: venue.site,
        home: venue.home.clone(),
        fair: venue.fair.clone(),
    });
    if venue.contested {
        reasons.push(Reason::SitesContradict);
    }
    explain_owner(&mut reasons, ruling, venue, proposal, decision);
    if !ruling.helpers.is_empty() {
        let whom = match &ruling.owner {
            Owner::Person(person) => Some(person.clone()),
            _ => ruling.effective.map(|id| cluster.cards[&id].signer().clone()),
        };
        reasons.push(Reason::Helpers { who: ruling.helpers.iter().cloned().collect(), whom });
    }
    if let Some(person) = &ruling.credit {
        reasons.push(Reason::Credit { person: person.clone() });
    }
    reasons
}

fn explain_rank(reasons: &mut Vec<Reason>, standing: &Standing, rank: &Rank, cluster: &Cluster) {
    let signer = |id: CardId| cluster.cards[&id].signer().clone();
    match rank.effective {
        None => reasons.push(Reason::NoLiveCard),
        Some(card) => {
            let at = cluster.cards[&card].at();
            let next = rank
                .runner_up
                .filter(|next| !rank.tied.contains(next))
                .map(|next| (next, signer(next), minutes_between(at, cluster.cards[&next].at())));
            reasons.push(Reason::FirstSignature { card, by: signer(card), at, next });
            if let Some(step) = rank.tie {
                let over = rank.tied.clone();
                reasons.push(Reason::Tie { card, by: signer(card), step, over });
            }
        }
    }
    let joined = joined(cluster);
    if !joined.is_empty() {
        reasons.push(Reason::Joined { cards: joined.into_iter().collect() });
    }
    for id in &rank.unproven {
        reasons.push(Reason::NotProven { card: *id, by: signer(*id) });
    }
    for file in cluster.cards.values().filter(|file| file.signed.time.contradicted) {
        let time = &file.signed.time;
        reasons.push(Reason::ClockCorrected {
            card: file.id(),
            by: file.signer().clone(),
            claimed: time.claimed,
            corrected: time.at,
        });
    }
    for file in cluster.cards.values() {
        reasons.extend(file.corrected.iter().map(|made| Reason::Corrected {
            card: file.id(),
            by: made.by.clone(),
            at: made.at,
            fields: made.fields.clone(),
            instead_of: made.instead_of,
            approved_by: made.approved.by.clone(),
        }));
        reasons.extend(file.excused.iter().map(|excuse| Reason::Excused {
            card: file.id(),
            signer: file.signer().clone(),
            by: excuse.by.clone(),
            at: excuse.at,
            reason: excuse.reason.clone(),
            restored: file.restored_by().is_some(),
        }));
        reasons.extend(file.disputed.iter().map(|said| Reason::Disputed {
            card: file.id(),
            by: file.signer().clone(),
            said: said.clone(),
        }));
    }
    for card in &standing.cards {
        if let Some(why) = &card.out {
            let (card, by) = (card.card, card.signer.clone());
            reasons.push(Reason::CardOut { card, by, why: why.clone() });
        }
    }
}

/// The cards that are one customer because a person said so, and not by what stands on them.
fn joined(cluster: &Cluster) -> BTreeSet<CardId> {
    let by_word = cluster.same.iter().filter(|(one, other)| {
        let of = |card| cluster.cards.get(card).map(|file: &CardFile| &file.signed.what);
        let (Some(one), Some(other)) = (of(one), of(other)) else { return false };
        !matches!(compare(one, other), Likeness::Sure(_))
    });
    by_word.flat_map(|(one, other)| [*one, *other]).collect()
}

fn explain_owner(
    reasons: &mut Vec<Reason>,
    ruling: &Ruling,
    venue: &Venue,
    proposal: &Proposal,
    decision: &Decision,
) {
    let inside = venue.territory == Territory::In;
    let followed = |person: &PersonId| match &decision.founding {
        Some(founding) => founding.owner == Owner::Person(person.clone()),
        None => true,
    };
    match &proposal.person {
        Some(person) if followed(person) => {
            reasons.push(Reason::Proposed { person: person.clone() });
            if let Some(trainee) = &proposal.trainee {
                let (trainee, mentor) = (trainee.clone(), person.clone());
                reasons.push(Reason::Mentor { trainee, mentor });
            }
        }
        None if inside && decision.founding.is_none() => reasons.push(Reason::EqualShare),
        _ => {}
    }
    match &decision.founding {
        Some(founding) => {
            let to = match &founding.owner {
                Owner::Pool(territory) => Target::Pool(territory.clone()),
                Owner::Person(person) => Target::Person(person.clone()),
                Owner::Company | Owner::None => return,
            };
            reasons.push(Reason::Assigned {
                by: founding.by.clone(),
                level: founding.level,
                to,
                at: founding.at,
                reason: founding.reason.clone(),
                out_of_territory: !inside,
            });
            if let (Some(share), Owner::Person(person)) = (&founding.dealt, &founding.owner) {
                reasons.push(Reason::Dealt {
                    person: person.clone(),
                    fair: share.fair.clone(),
                    cards: share.cards,
                    people: share.people,
                    equal: share.equal,
                });
            }
        }
        None if ruling.owner == Owner::None => {}
        None if inside => reasons.push(Reason::WaitsFor { authority: ruling.authority.clone() }),
        None => reasons.push(Reason::WaitsForHeadquarters),
    }
    for act in &decision.acts {
        if let Some(rule) = act.void {
            let (by, to, at) = (act.by.clone(), act.to.clone(), act.at);
            reasons.push(Reason::VoidAct { rule, by, to, at });
        } else if act.outranked {
            let (by, to, at) = (act.by.clone(), act.to.clone(), act.at);
            reasons.push(Reason::Outranked { by, to, at, out_of_territory: !inside });
        }
    }
    if let (true, Owner::Person(person)) = (decision.protected, &ruling.owner) {
        reasons.push(Reason::OwnerStays { person: person.clone() });
    }
}

pub(super) fn turns(ruling: &Ruling, standing: &Standing, cluster: &Cluster) -> Vec<Turn> {
    let mut turns = Vec::new();
    if let Some(card) = ruling.effective {
        turns.push(Turn::EarlierSignature { before: cluster.cards[&card].at() });
    }
    if ruling.undecided {
        turns.push(Turn::TieRuling);
    }
    for card in &standing.cards {
        if matches!(card.out, Some(Out::Late { .. })) {
            turns.push(Turn::ExcusedLateness { card: card.card, by: card.signer.clone() });
        }
    }
    turns.push(Turn::Assignment { authority: ruling.authority.clone() });
    turns
}

pub(super) fn alerts(
    standing: &Standing,
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
    if let Some(founding) = decision.founding.as_ref().filter(|f| f.level == Level::Supervisor) {
        let deviates = proposed.is_some_and(|p| founding.owner != Owner::Person(p.clone()));
        let mut flag = |kind| {
            alerts.insert(Alert { kind, person: founding.by.clone(), card: None });
        };
        if deviates && founding.reason.trim().is_empty() {
            flag(AlertKind::Deviation);
        }
        if !founding.discussed {
            flag(AlertKind::NoDiscussion);
        }
    }
    alerts.extend(unseen.map(|person| Alert {
        kind: AlertKind::Unseen,
        person: person.clone(),
        card: None,
    }));
    alerts
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
