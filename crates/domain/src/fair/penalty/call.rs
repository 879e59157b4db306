//! What the facts call for.

use std::collections::BTreeSet;

use crate::card::Act;
use crate::company::Company;
use crate::deadline::{self, PackageStatus};
use crate::fair::alert::{evenings, missing_countersigns, times_late};
use crate::fair::diary::{Diary, Entry};
use crate::fair::package::{Excuse, packages};
use crate::ids::{CardId, PersonId};
use crate::time::{Day, Instant};

use super::{Matter, Measure, Offence};

/// What the rules propose, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proposal {
    /// What it is about.
    pub matter: Matter,
    /// What is proposed.
    pub measure: Measure,
    /// Since when the facts call for it.
    pub since: Instant,
    /// About which cards.
    pub cards: BTreeSet<CardId>,
    /// Milder ones that it displaces (PEN-04).
    pub covers: BTreeSet<Offence>,
    /// Whether headquarters has still to say if the delay is excused (FAIR-08): nobody decides before.
    pub awaits_excuse: bool,
    /// On whose word it rests, if on anybody's: he does not decide (PEN-01).
    pub reporter: Option<PersonId>,
}

/// Every proposal that a fair's facts call for, in order of their matters.
pub fn proposals(diary: &Diary, company: &Company, as_of: Instant) -> Vec<Proposal> {
    let mut called = Vec::new();
    called.extend(for_packages(diary, company, as_of));
    called.extend(for_omissions(diary, company, as_of));
    called.extend(for_cards_kept_back(diary, company));
    called.extend(for_countersigns(diary, company, as_of));
    called.sort_by(|a, b| a.matter.cmp(&b.matter));
    displace(called)
}

/// PEN-04: of one act only the harsher is proposed, and says what it covers.
fn displace(called: Vec<Proposal>) -> Vec<Proposal> {
    let one_act = |harsh: &Matter, mild: &Matter| {
        (&harsh.fair, harsh.day, &harsh.person) == (&mild.fair, mild.day, &mild.person)
            && harsh.offence.displaces().contains(&mild.offence)
    };
    let mut kept: Vec<Proposal> = Vec::new();
    for proposal in &called {
        let displaced = called.iter().any(|other| one_act(&other.matter, &proposal.matter));
        if displaced {
            continue;
        }
        let covered = called.iter().filter(|other| one_act(&proposal.matter, &other.matter));
        let mut proposal = proposal.clone();
        for other in covered {
            proposal.covers.insert(other.matter.offence);
            proposal.cards.extend(&other.cards);
        }
        kept.push(proposal);
    }
    kept
}

struct Finding {
    day: Day,
    offence: Offence,
    person: PersonId,
    about: Option<PersonId>,
    since: Instant,
    cards: BTreeSet<CardId>,
}

impl Finding {
    fn proposal(self, diary: &Diary, company: &Company) -> Proposal {
        let Self { day, offence, person, about, since, cards } = self;
        let measure = offence.measure(&company.parameters(since));
        let fair = diary.fair.clone();
        Proposal {
            matter: Matter { fair, day, offence, person, about },
            measure,
            since,
            cards,
            covers: BTreeSet::new(),
            awaits_excuse: false,
            reporter: None,
        }
    }
}

/// FAIR-08. No connectivity is an excuse for sending late, and none for not sealing (J5).
fn for_packages(diary: &Diary, company: &Company, as_of: Instant) -> Vec<Proposal> {
    let mut called = Vec::new();
    for package in packages(diary, company, as_of) {
        let end = deadline::seal(package.day, &company.zone);
        let offence = match package.status {
            PackageStatus::Open | PackageStatus::InTime => continue,
            PackageStatus::Missing => Offence::PackageMissing,
            PackageStatus::Late => Offence::PackageLate,
            PackageStatus::SealedInTimeSentLate => Offence::PackageSentLate,
        };
        let said: Option<&Act<Excuse>> = package.excuse.as_ref();
        let excusable = offence == Offence::PackageSentLate;
        if excusable && said.is_some_and(|said| said.what.excused) {
            continue;
        }
        let (day, person) = (package.day, package.supervisor);
        let cards = package.newest.into_iter().flat_map(|sealed| sealed.cards).collect();
        let finding = Finding { day, offence, person, about: None, since: end, cards };
        called.push(Proposal {
            awaits_excuse: excusable && said.is_none(),
            reporter: said.filter(|_| excusable).map(|said| said.by.clone()),
            ..finding.proposal(diary, company)
        });
    }
    called
}

/// FAIR-09: once the day is sealed, and at 24:00 at the latest; a judgement by 24:00 is one of that evening.
/// 「漏评罚款100元/每人次」: once for each colleague whose cards were left out, on whoever judges his cards.
fn for_omissions(diary: &Diary, company: &Company, as_of: Instant) -> Vec<Proposal> {
    let mut called = Vec::new();
    for (fair, day) in evenings(diary, company, as_of) {
        let end = deadline::seal(day, &company.zone);
        let first = diary.sealed.iter().find(|sealed| sealed.day == day);
        let since = first.map_or(end, |sealed| sealed.at.min(end));
        if as_of <= since {
            continue;
        }
        let evening: Vec<&Entry> = diary.evening(fair, day, company).collect();
        let judges = |entry: &Entry| -> Option<PersonId> {
            let in_time = entry.judged.iter().filter(|(at, _)| *at <= end);
            in_time.map(|(_, by)| by.clone()).next_back()
        };
        let omitted = evening.iter().filter(|entry| {
            // What was not there yet when the day was sealed has until 24:00.
            let there = entry.held.is_some_and(|held| held <= since) || as_of > end;
            there && judges(entry).is_none()
        });
        let people: BTreeSet<&PersonId> = omitted.clone().map(|entry| &entry.by).collect();
        for capturer in people {
            let his = |entry: &&&Entry| entry.by == *capturer;
            // Who judged the others of his cards that evening judges his cards; else it is the supervisor's.
            let judging: BTreeSet<PersonId> =
                evening.iter().filter(his).filter_map(|entry| judges(entry)).collect();
            let mut judging = judging.into_iter();
            let person = match (judging.next(), judging.next()) {
                (Some(one), None) => one,
                _ => fair.supervisor.clone(),
            };
            let cards = omitted.clone().filter(his).map(|entry| entry.card).collect();
            let (offence, about) = (Offence::EvaluationOmitted, Some(capturer.clone()));
            let finding = Finding { day, offence, person, about, since, cards };
            called.push(finding.proposal(diary, company));
        }
    }
    called
}

/// OWN-02 and OWN-08, one for each evening. How often is counted by what was decided (PEN-03), not here.
fn for_cards_kept_back(diary: &Diary, company: &Company) -> Vec<Proposal> {
    let mut called = Vec::new();
    for (person, days) in times_late(diary, company) {
        for (day, cards) in days {
            let late = cards.iter().filter_map(|card| diary.entry(card)?.late);
            let Some(since) = late.map(|late| late.deadline).min() else { continue };
            let (offence, cards) = (Offence::KeptBack, cards.into_iter().collect());
            let person = person.clone();
            let finding = Finding { day, offence, person, about: None, since, cards };
            called.push(finding.proposal(diary, company));
        }
    }
    called
}

/// FAIR-10: a flag on the leader; the card keeps its rank.
fn for_countersigns(diary: &Diary, company: &Company, as_of: Instant) -> Vec<Proposal> {
    let missing = missing_countersigns(diary, company, as_of).into_iter();
    missing
        .map(|((person, day, capturer), cards)| {
            let since = deadline::seal(day, &company.zone);
            let (offence, about) = (Offence::CountersignMissing, Some(capturer));
            Finding { day, offence, person, about, since, cards }.proposal(diary, company)
        })
        .collect()
}
