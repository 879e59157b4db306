//! Steps 3 and 4: who may assign, and which act founds the owner (C-X, authority matrix).

use std::collections::BTreeSet;

use crate::act::{Assignment, Share, Target};
use crate::card::Act;
use crate::cluster::Cluster;
use crate::company::{Company, Role};
use crate::deadline;
use crate::fair::pool;
use crate::ids::{CardId, FactId, FairId, PersonId, TerritoryId};
use crate::rule::Rule;
use crate::time::Instant;

use super::venue::{Territory, Venue};
use super::{Owner, case};

/// Who decides.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Authority {
    /// A supervisor or regional manager.
    Person(PersonId),
    /// Headquarters.
    Hq,
}

/// The level of a competent act. A higher one beats a lower one only with a reason; on one level the
/// earlier valid act stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    /// The fair's supervisor.
    Supervisor,
    /// The territory's regional manager.
    RegionalManager,
    /// Headquarters.
    Headquarters,
}

/// How an assignment stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ActOutcome {
    /// The record.
    pub act: FactId,
    /// Who assigned.
    pub by: PersonId,
    /// To whom.
    pub to: Target,
    /// When it was signed.
    pub at: Instant,
    /// The reason that was given.
    pub reason: String,
    /// The rule for which it founds nothing; `None` when it was competent.
    pub void: Option<Rule>,
    /// Whether the owner rests on it now.
    pub founds: bool,
    /// It was competent, and found another in place that it could not replace.
    pub outranked: bool,
}

/// The act on which the owner rests.
pub(super) struct Founding {
    pub(super) act: FactId,
    pub(super) by: PersonId,
    pub(super) at: Instant,
    pub(super) level: Level,
    pub(super) owner: Owner,
    pub(super) reason: String,
    pub(super) discussed: bool,
    /// The customer's cards that its author had before him; empty where nobody noted it.
    pub(super) seen: Vec<CardId>,
    pub(super) fair: Option<FairId>,
    /// The share of a pool by which he got it.
    pub(super) dealt: Option<Share>,
}

/// What acts find in place: nothing, or what was final before them.
#[derive(Default)]
pub(super) struct InPlace {
    /// What was signed up to here no longer changes the owner; `None` where every act counts.
    pub(super) since: Option<Instant>,
    /// What the owner rests on.
    pub(super) founding: Option<Founding>,
}

/// What the acts amount to.
pub(super) struct Decision {
    pub(super) acts: Vec<ActOutcome>,
    pub(super) founding: Option<Founding>,
    pub(super) authority: Authority,
    /// An owner in proper service was protected against a later fair's assignment (DUP-09).
    pub(super) protected: bool,
}

/// `reopened` says whom the rules propose in place of an owner, where what he rests on was signed without
/// knowing of the card that counts (P2).
pub(super) fn decide(
    venue: &Venue,
    cluster: &Cluster,
    company: &Company,
    as_of: Instant,
    mut in_place: InPlace,
    reopened: impl Fn(&Founding, Instant) -> Option<PersonId>,
) -> Decision {
    let mut acts: Vec<&Act<Assignment>> = cluster.assignments.iter().collect();
    acts.sort_by_key(|act| (act.time.at, act.id));
    acts.dedup_by_key(|act| act.id);

    let held = in_place.founding.as_ref().map(|founding| founding.act);
    let mut founding: Option<Founding> = None;
    let mut outcomes = Vec::new();
    for act in acts {
        if in_place.since.is_some_and(|since| act.time.at > since) {
            in_place.since = None;
            founding = in_place.founding.take();
        }
        founding = founding.filter(|founding| founding.is_served(company, act.time.at));
        let judged = judge(act, venue, founding.as_ref(), cluster, company);
        let replaces = |level: Level| {
            founding.as_ref().is_none_or(|current| {
                supersedes(level, act, current, reopened(current, act.time.at).as_ref())
            })
        };
        let counts = judged.is_ok_and(replaces);
        let target = founding.as_ref().map(|current| &current.owner);
        outcomes.push(ActOutcome {
            act: act.id,
            by: act.by.clone(),
            to: act.what.to.clone(),
            at: act.time.at,
            reason: act.what.reason.clone(),
            void: judged.as_ref().err().copied().filter(|_| Some(act.id) != held),
            founds: false,
            outranked: judged.is_ok() && !counts && target != Some(&owner_of(&act.what.to)),
        });
        if let (Ok(level), true) = (judged, counts) {
            founding = Some(found(act, level, cluster));
        }
    }
    if in_place.since.is_some() {
        founding = in_place.founding.take();
    }
    founding = founding.filter(|founding| founding.is_served(company, as_of));
    for outcome in &mut outcomes {
        outcome.founds = founding.as_ref().is_some_and(|founding| founding.act == outcome.act);
    }
    let authority = authority_now(venue, founding.as_ref(), company, as_of);
    let protected = founding.as_ref().is_some_and(|current| {
        cluster.cards.values().any(|file| {
            let fair = &file.signed.what.fair;
            fair.is_some()
                && *fair != current.fair
                && file.at() > current.at
                && current.serves(file.at(), company)
        })
    });
    Decision { acts: outcomes, founding, authority, protected }
}

/// Whether somebody may assign this customer now, before he signs it: the laptop refuses on the spot
/// what would be void for what it knows, or would not replace what is in place.
///
/// # Errors
/// The rule that refuses: OWN-03, OWN-04, OWN-05, DUP-09 or SYN-04.
pub fn may_assign(
    candidate: &Act<Assignment>,
    cluster: &Cluster,
    company: &Company,
    as_of: Instant,
) -> Result<Level, Rule> {
    let world = case::world(cluster, company, as_of);
    let founding = world.decision.founding.as_ref();
    let level = judge(candidate, &world.venue, founding, &world.cluster, company)?;
    match founding {
        Some(current) => {
            let reopened = world.reopened(current, candidate.time.at, (company, as_of));
            let replaces = supersedes(level, candidate, current, reopened.as_ref());
            if replaces { Ok(level) } else { Err(world.venue.allots()) }
        }
        None => Ok(level),
    }
}

/// The level of an act, or the rule for which it is void. The narrower rule comes before SYN-04.
fn judge(
    act: &Act<Assignment>,
    venue: &Venue,
    founding: Option<&Founding>,
    cluster: &Cluster,
    company: &Company,
) -> Result<Level, Rule> {
    let at = act.time.at;
    let roles = company.person(&act.by, at).map(|person| person.roles.clone()).unwrap_or_default();
    if act.after_revocation || !company.person(&act.by, at).is_some_and(|person| person.active) {
        return Err(Rule::Syn04);
    }
    if let Target::Person(to) = &act.what.to
        && !company.person(to, at).is_some_and(|person| person.active)
    {
        return Err(Rule::Own14);
    }
    if is_only_a_salesperson(&roles, &act.by, cluster, company, at) {
        return Err(Rule::Own03);
    }
    let level = competent(act, venue, founding, cluster, company, roles.contains(&Role::Hq))?;
    match &act.what.dealt {
        Some(share) if !is_fair_share(share, act, cluster, company) => Err(Rule::Own07),
        _ => Ok(level),
    }
}

/// Whether a share was dealt as the rule deals, or for a reason that everybody may read, and to somebody who may
/// have one (OWN-07, P28).
fn is_fair_share(
    share: &Share,
    act: &Act<Assignment>,
    cluster: &Cluster,
    company: &Company,
) -> bool {
    let at = act.time.at;
    let (fair, dealer) = (company.fair(&share.fair, at), company.person(&act.by, at));
    let (Some(fair), Some(dealer), Target::Person(to)) = (fair, dealer, &act.what.to) else {
        return false;
    };
    let among = pool::Among { fair, dealer, whole: is_left_behind(cluster, company, at) };
    (share.equal || act.what.has_reason()) && among.may_share(to, company, at)
}

/// Whether somebody who has left had the customer, or his card: then the whole department has a share, whoever
/// took part (OWN-14).
pub fn is_left_behind(cluster: &Cluster, company: &Company, at: Instant) -> bool {
    let owners = cluster.assignments.iter().filter_map(|act| match &act.what.to {
        Target::Person(person) => Some(person),
        Target::Pool(_) => None,
    });
    let signers = cluster.cards.values().map(|file| file.signer());
    owners.chain(signers).any(|person| company.has_left(person, at))
}

fn competent(
    act: &Act<Assignment>,
    venue: &Venue,
    founding: Option<&Founding>,
    cluster: &Cluster,
    company: &Company,
    hq: bool,
) -> Result<Level, Rule> {
    match venue.territory {
        Territory::Out | Territory::Unknown if hq => Ok(Level::Headquarters),
        Territory::Out | Territory::Unknown => match dealt_by_head(act, founding, company) {
            true => Ok(Level::RegionalManager),
            false => Err(Rule::Own04),
        },
        Territory::In if hq => {
            let told = act.what.overriding && act.what.has_reason();
            if told || venue.contested { Ok(Level::Headquarters) } else { Err(Rule::Own05) }
        }
        Territory::In if is_a_later_fairs(act, venue, founding, cluster, company) => {
            Err(Rule::Dup09)
        }
        Territory::In => in_territory(act, venue, founding, company),
    }
}

impl Founding {
    /// Whether its owner is still there to serve the customer: what a leaver had goes back (OWN-14).
    fn is_served(&self, company: &Company, at: Instant) -> bool {
        !matches!(&self.owner, Owner::Person(person) if company.has_left(person, at))
    }

    /// Whether the owner counts as in proper service at an instant (FUP-04, from his assignment alone).
    fn serves(&self, at: Instant, company: &Company) -> bool {
        matches!(self.owner, Owner::Person(_))
            && at < deadline::lapse(self.at, &company.parameters(self.at), &company.zone)
    }
}

/// An act by the supervisor of another fair about a customer whose owner is in proper service: that
/// fair's card is a duplicate of the older file, and the owner stays (DUP-09).
fn is_a_later_fairs(
    act: &Act<Assignment>,
    venue: &Venue,
    founding: Option<&Founding>,
    cluster: &Cluster,
    company: &Company,
) -> bool {
    let at = act.time.at;
    // The regional manager may redistribute inside his department, and says why.
    if act.what.has_reason() && head_of(venue.home.as_ref(), company, at).as_ref() == Some(&act.by)
    {
        return false;
    }
    let Some(current) = founding.filter(|current| current.serves(at, company)) else {
        return false;
    };
    let supervises = |fair: &FairId| company.supervises(&act.by, fair, at);
    let by_the_older = current.fair.as_ref().is_some_and(supervises);
    let mut fairs = cluster.cards.values().filter_map(|file| file.signed.what.fair.as_ref());
    !by_the_older && fairs.any(supervises)
}

fn in_territory(
    act: &Act<Assignment>,
    venue: &Venue,
    founding: Option<&Founding>,
    company: &Company,
) -> Result<Level, Rule> {
    let at = act.time.at;
    let fair = venue.fair.as_ref().and_then(|fair| company.fair(fair, at));
    let close = fair
        .and_then(|fair| deadline::assignment_close(fair, &company.parameters(at), &company.zone));
    let open = close.is_some_and(|close| at <= close);
    if fair.is_some_and(|fair| open && fair.supervisor == act.by && !venue.contested) {
        return Ok(Level::Supervisor);
    }
    let head = head_of(venue.home.as_ref(), company, at);
    let manages = head.as_ref() == Some(&act.by);
    match manages && !venue.contested && (!open || founding.is_some()) {
        true => Ok(Level::RegionalManager),
        false => Err(Rule::Own05),
    }
}

/// A department to which headquarters gave the customer deals him on through its head.
fn dealt_by_head(act: &Act<Assignment>, founding: Option<&Founding>, company: &Company) -> bool {
    let Some(Founding { owner: Owner::Pool(pool), .. }) = founding else { return false };
    head_of(Some(pool), company, act.time.at).as_ref() == Some(&act.by)
}

/// No lead goes from salesperson to salesperson (OWN-03): he has no office that could assign at all.
fn is_only_a_salesperson(
    roles: &BTreeSet<Role>,
    person: &PersonId,
    cluster: &Cluster,
    company: &Company,
    at: Instant,
) -> bool {
    let offices = [
        Role::GroupLeader,
        Role::RegionalManager,
        Role::Hq,
        Role::ResourceDirector,
        Role::CrmCentre,
    ];
    let supervises = cluster.cards.values().any(|file| {
        let fair = file.signed.what.fair.as_ref();
        fair.is_some_and(|fair| company.supervises(person, fair, at))
    });
    !supervises && !offices.iter().any(|office| roles.contains(office))
}

/// On one level the earlier valid act stands, unless its own author replaces it and says why; a higher
/// level beats a lower one only with a reason; what a department was given, its head deals on; and what was
/// opened again goes to whom the rules propose without more words (OWN-12).
fn supersedes(
    level: Level,
    act: &Act<Assignment>,
    current: &Founding,
    reopened: Option<&PersonId>,
) -> bool {
    if matches!(current.owner, Owner::Pool(_)) && level == Level::RegionalManager {
        return true;
    }
    if let (Some(proposed), Target::Person(to)) = (reopened, &act.what.to)
        && proposed == to
        && level >= current.level
    {
        return true;
    }
    act.what.has_reason()
        && (level > current.level || level == current.level && act.by == current.by)
}

pub(super) fn found(act: &Act<Assignment>, level: Level, cluster: &Cluster) -> Founding {
    Founding {
        act: act.id,
        by: act.by.clone(),
        at: act.time.at,
        level,
        owner: owner_of(&act.what.to),
        reason: act.what.reason.clone(),
        discussed: !act.what.discussion.is_empty(),
        seen: act.what.seen.clone(),
        fair: fair_of(act.what.card, cluster),
        dealt: act.what.dealt.clone(),
    }
}

fn owner_of(target: &Target) -> Owner {
    match target {
        Target::Person(person) => Owner::Person(person.clone()),
        Target::Pool(territory) => Owner::Pool(territory.clone()),
    }
}

fn fair_of(card: CardId, cluster: &Cluster) -> Option<FairId> {
    cluster.cards.get(&card)?.signed.what.fair.clone()
}

pub(super) fn authority_now(
    venue: &Venue,
    founding: Option<&Founding>,
    company: &Company,
    as_of: Instant,
) -> Authority {
    if let Some(Founding { owner: Owner::Pool(pool), .. }) = founding {
        return head_of(Some(pool), company, as_of).map_or(Authority::Hq, Authority::Person);
    }
    if venue.territory != Territory::In || venue.contested {
        return Authority::Hq;
    }
    let fair = venue.fair.as_ref().and_then(|fair| company.fair(fair, as_of));
    let close = fair.and_then(|fair| {
        deadline::assignment_close(fair, &company.parameters(as_of), &company.zone)
    });
    match (fair, close) {
        (Some(fair), Some(close)) if as_of <= close => Authority::Person(fair.supervisor.clone()),
        _ => head_of(venue.home.as_ref(), company, as_of).map_or(Authority::Hq, Authority::Person),
    }
}

fn head_of(territory: Option<&TerritoryId>, company: &Company, at: Instant) -> Option<PersonId> {
    company.territories.at(at)?.0.get(territory?)?.head.clone()
}
