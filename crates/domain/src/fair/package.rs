//! How a day's package stands (FAIR-08, D4, J5).

use crate::card::Act;
use crate::company::Company;
use crate::deadline::{self, PackageStatus, package_status};
use crate::fair::diary::Diary;
use crate::ids::{CardId, FactId, FairId, PersonId};
use crate::time::{Day, Instant};

/// A package that counts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sealed {
    /// The record.
    pub id: FactId,
    /// Which day it is of.
    pub day: Day,
    /// When it was sealed.
    pub at: Instant,
    /// When headquarters had it.
    pub received: Option<Instant>,
    /// The cards in it.
    pub cards: Vec<CardId>,
    /// Why something is missing, if the supervisor said so.
    pub reason: String,
}

/// Headquarters' word on a package that was sealed in time and came late.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Excuse {
    /// Which fair.
    pub fair: FairId,
    /// Which day of it.
    pub day: Day,
    /// Whether the delay is excused.
    pub excused: bool,
}

/// A day's package.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Package {
    /// Which day.
    pub day: Day,
    /// Who answers for it: whoever supervised the fair at 24:00 (J32).
    pub supervisor: PersonId,
    /// How it came.
    pub status: PackageStatus,
    /// The first that was sealed.
    pub first: Option<Sealed>,
    /// The newest: the same, or one with what had come since.
    pub newest: Option<Sealed>,
    /// Headquarters' newest word on it.
    pub excuse: Option<Act<Excuse>>,
}

impl Package {
    /// Whether the deadline counts as kept: in time, or sealed in time and its delay excused (FAIR-08, P3).
    pub fn is_kept(&self) -> bool {
        let excused = self.excuse.as_ref().is_some_and(|excuse| excuse.what.excused);
        self.status == PackageStatus::InTime
            || self.status == PackageStatus::SealedInTimeSentLate && excused
    }
}

/// The packages of the days that have begun.
pub fn packages(diary: &Diary, company: &Company, as_of: Instant) -> Vec<Package> {
    let days = deadline::days_begun(company, &diary.fair, as_of);
    days.into_iter().filter_map(|day| package(diary, day, company, as_of)).collect()
}

fn package(diary: &Diary, day: Day, company: &Company, as_of: Instant) -> Option<Package> {
    let fair = company.fair(&diary.fair, deadline::seal(day, &company.zone))?;
    let known = |sealed: &&Sealed| sealed.day == day && sealed.at <= as_of;
    let first = diary.sealed.iter().find(known);
    let sealed = first.map(|first| first.at);
    let received = first.and_then(|first| first.received).filter(|at| *at <= as_of);
    let said = |excuse: &&Act<Excuse>| excuse.what.day == day && excuse.time.at <= as_of;
    Some(Package {
        day,
        supervisor: fair.supervisor.clone(),
        status: package_status(day, sealed, received, as_of, &company.zone),
        first: first.cloned(),
        newest: diary.sealed.iter().rfind(known).cloned(),
        excuse: diary.excuses.iter().rfind(said).cloned(),
    })
}
