//! Who may hold what (SYN-05). One function, asked by the server before it hands anything out and by a
//! laptop before it exchanges with a colleague's.

use std::collections::{BTreeMap, BTreeSet};

use crate::card::CardFile;
use crate::cluster::Cluster;
use crate::company::{Company, Person, Role};
use crate::deadline;
use crate::fair::roadshow::Month;
use crate::fair::{rivals, score};
use crate::ids::{CardId, FairId, PersonId};
use crate::ruling::{Authority, Owner, Ruling};
use crate::time::Instant;

/// How much of a record somebody may hold.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Depth {
    /// That it was signed, by whom and when: enough to continue a chain.
    Envelope,
    /// What rulings are made of.
    Ranking,
    /// Everything.
    Content,
}

/// What somebody may hold of a customer: how much of each card. Empty means that for him the customer
/// does not exist.
pub fn of_customer(
    viewer: &PersonId,
    cluster: &Cluster,
    ruling: &Ruling,
    company: &Company,
    as_of: Instant,
) -> BTreeMap<CardId, Depth> {
    let Some(person) = company.person(viewer, as_of).filter(|person| person.active) else {
        return BTreeMap::new();
    };
    let everything = person.sees_everything()
        || ruling.authority == Authority::Person(viewer.clone())
        || decides_case(ruling, viewer)
        || manages_site(person, cluster, company, as_of);
    let mut depths: BTreeMap<CardId, Depth> = cluster
        .cards
        .values()
        .filter(|file| everything || reads_card(person, file, ruling, company, as_of))
        .map(|file| (file.id(), Depth::Content))
        .collect();
    let concerned = !depths.is_empty()
        || ruling.owner == Owner::Person(viewer.clone())
        || is_party(viewer, cluster, ruling);
    if concerned {
        // Rulings are open to those they concern; the text of a colleague's card is not (P35).
        for id in cluster.cards.keys() {
            depths.entry(*id).or_insert(Depth::Ranking);
        }
    }
    depths
}

/// Whoever decides a case sees all that it is about.
fn decides_case(ruling: &Ruling, viewer: &PersonId) -> bool {
    let authority = ruling.case.as_ref().map(|case| &case.authority);
    authority == Some(&Authority::Person(viewer.clone()))
}

/// Whether a case about the customer, or a decision on one, names somebody: he may see how it goes, and
/// appeal (OWN-12).
fn is_party(viewer: &PersonId, cluster: &Cluster, ruling: &Ruling) -> bool {
    // One that the server has carried out: nobody makes himself a party by signing one.
    let carried_out = |id| {
        let decisions = cluster.registrations.iter().filter_map(|r| r.decides.as_ref()?.decision);
        decisions.into_iter().any(|decision| decision == id)
    };
    let mut decided = cluster.decisions.iter().filter(|act| carried_out(act.id));
    ruling.case.as_ref().is_some_and(|case| case.parties().contains(viewer))
        || decided.any(|act| act.what.names(viewer))
}

/// Whether somebody may read the text of a card.
fn reads_card(
    person: &Person,
    file: &CardFile,
    ruling: &Ruling,
    company: &Company,
    as_of: Instant,
) -> bool {
    let own = *file.signer() == person.id;
    let owns = ruling.owner == Owner::Person(person.id.clone());
    // The owner reads the card that was assigned to him; other holders open their notes themselves.
    let assigned = owns && (ruling.effective == Some(file.id()) || ruling.effective.is_none());
    let opened = file.opened && ruling.helped() == Some(&person.id);
    let fair = file.signed.what.fair.as_ref();
    own || assigned
        || opened
        || fair.is_some_and(|fair| reads_fair(person, fair, company, as_of))
        || pooled_for(person, file, ruling, company, as_of)
}

/// Whether somebody may read every card of a fair: its supervisor, and its group leaders while it runs.
pub fn reads_fair(person: &Person, fair: &FairId, company: &Company, as_of: Instant) -> bool {
    let Some(fair) = company.fair(fair, as_of) else { return false };
    let parameters = company.parameters(as_of);
    let runs = deadline::assignment_close(fair, &parameters, &company.zone)
        .is_some_and(|close| as_of <= close);
    fair.supervisor == person.id
        || person.sees_everything()
        || runs && person.is(Role::GroupLeader) && fair.has(&person.id)
}

/// Who reads a fact about a fair as a whole: its preparation, its custody, its evening. The smaller circle
/// first. Whoever said it reads it in any case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Circle {
    /// Headquarters, and of it nobody who is marketing too: scores that stay anonymous to those who are
    /// scored (KPI-03).
    Scores,
    /// Headquarters alone: appraisals.
    Headquarters,
    /// Besides, whoever supervises the fair, the head of its territory, and whoever sees everything:
    /// what somebody is proposed to be held to (PEN-01).
    Leaders,
    /// Besides, those who take part and were appointed to collect: what rivals do (FAIR-12, SEC-04).
    Intel,
    /// Besides, everybody who takes part: what is open to all of them (OWN-07, PEN-02).
    Team,
    /// Besides, marketing, which prepares it (FAIR-02, FAIR-03).
    Preparation,
}

/// Whether somebody reads what is for a circle about a fair.
pub fn reads_of_fair(
    person: &Person,
    fair: &FairId,
    circle: Circle,
    company: &Company,
    as_of: Instant,
) -> bool {
    if circle == Circle::Scores {
        return person.active && score::may_read(&person.id, company, as_of);
    }
    if person.is(Role::Hq) {
        return true;
    }
    if Month::from_id(fair).is_some() {
        let agrees = person.is(Role::Executive);
        return person.active
            && circle == Circle::Preparation
            && (agrees || person.is(Role::Marketing));
    }
    let Some(fair) = company.fair(fair, as_of).filter(|_| person.active) else { return false };
    let territories = company.territories.at(as_of);
    let host = territories.and_then(|table| table.0.get(&fair.territory));
    let leads = || {
        person.sees_everything()
            || fair.supervisor == person.id
            || host.is_some_and(|host| host.head.as_ref() == Some(&person.id))
    };
    match circle {
        Circle::Scores | Circle::Headquarters => false,
        Circle::Leaders => leads(),
        Circle::Intel => leads() || fair.has(&person.id) && rivals::collects(person, fair),
        Circle::Team => leads() || fair.has(&person.id),
        Circle::Preparation => leads() || fair.has(&person.id) || person.is(Role::Marketing),
    }
}

/// Whether somebody reads what concerns one person: he himself, and the head of the territory in which he works,
/// who leads him wherever the fair is (PEN-02).
pub fn reads_about(
    viewer: &Person,
    concerned: &PersonId,
    company: &Company,
    as_of: Instant,
) -> bool {
    let home = company.person(concerned, as_of).and_then(|person| person.territory.as_ref());
    let home = home.zip(company.territories.at(as_of)).and_then(|(id, table)| table.0.get(id));
    viewer.id == *concerned || home.is_some_and(|home| home.head.as_ref() == Some(&viewer.id))
}

/// Everything about the company that decides, beside the facts about a customer, what somebody may hold:
/// while this is the same, only such facts change it. Meant to be compared, and nothing else.
pub fn standing(viewer: &PersonId, company: &Company, as_of: Instant) -> String {
    let Some(person) = company.person(viewer, as_of).filter(|person| person.active) else {
        return String::new();
    };
    let parameters = company.parameters(as_of);
    let manages = person.is(Role::RegionalManager);
    let fairs = company.fairs.values().filter_map(|versions| versions.at(as_of));
    let prepares = person.is(Role::Marketing);
    let fairs = fairs.filter(|fair| manages || prepares || fair.has(viewer)).map(|fair| {
        // Whether it still runs matters to those alone whose office ends with it.
        let in_office = manages || person.is(Role::GroupLeader) || fair.supervisor == *viewer;
        let close = deadline::assignment_close(fair, &parameters, &company.zone);
        let runs = in_office && close.is_some_and(|close| as_of <= close);
        (&fair.id, &fair.supervisor, fair.has(viewer), rivals::collects(person, fair), runs)
    });
    let fairs: Vec<_> = fairs.collect();
    let territories = company.territories.at(as_of);
    format!("{:?} {fairs:?} {territories:?}", person.roles)
}

/// Forms that nobody attended to are shared openly among those who took part (OWN-07).
fn pooled_for(
    person: &Person,
    file: &CardFile,
    ruling: &Ruling,
    company: &Company,
    as_of: Instant,
) -> bool {
    let fair = file.signed.what.fair.as_ref().and_then(|fair| company.fair(fair, as_of));
    file.signed.what.unattended
        && matches!(ruling.owner, Owner::Pool(_))
        && fair.is_some_and(|fair| fair.has(&person.id))
}

/// Whether somebody who reads a card's text also reads what another wrote about it in confidence
/// (「秘密级只限相关人员知晓」, SEC-04): the competent authority, headquarters, and whom the author has named.
/// Being named widens nothing: whoever may not read the card is not let in by this.
pub fn reads_in_confidence(viewer: &Person, ruling: &Ruling, named: &BTreeSet<PersonId>) -> bool {
    viewer.is(Role::Hq)
        || ruling.authority == Authority::Person(viewer.id.clone())
        || named.contains(&viewer.id)
}

/// A regional manager sees the customers of his territory.
fn manages_site(person: &Person, cluster: &Cluster, company: &Company, as_of: Instant) -> bool {
    person.is(Role::RegionalManager)
        && cluster.cards.values().any(|file| {
            let home = file.signed.what.site.and_then(|site| company.territory_of(site, as_of));
            home.is_some_and(|home| home.head.as_ref() == Some(&person.id))
        })
}
