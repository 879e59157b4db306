//! Deadlines (rulebook D). Every one is an instant computed from facts; none reads a clock.

use crate::company::{Company, Fair};
use crate::ids::FairId;
use crate::parameter::Parameters;
use crate::time::{Day, Instant, Zone};

/// The day on which a card is to be handed in: the day of its signature, or the next one if that
/// day's hand-in was over when it was signed.
pub fn hand_in_day(fair: &Fair, signed: Instant, parameters: &Parameters, zone: &Zone) -> Day {
    let day = zone.day(signed);
    if signed <= hand_in(fair, day, parameters, zone) { day } else { day.plus(1) }
}

/// By when everything signed on `day` is in the company's possession: closing time and
/// `fair.handin_deadline` hours (FAIR-07, D3).
pub fn hand_in(fair: &Fair, day: Day, parameters: &Parameters, zone: &Zone) -> Instant {
    zone.at(day, fair.closes).plus_hours(parameters.handin_hours)
}

/// By when the day's package is sealed and sent: 24:00 (FAIR-08, D4).
pub fn seal(day: Day, zone: &Zone) -> Instant {
    zone.end(day)
}

/// Until when the supervisor assigns; then the regional manager does (OWN-05, D6).
pub fn assignment_close(fair: &Fair, parameters: &Parameters, zone: &Zone) -> Option<Instant> {
    fair.days.last().map(|last| zone.end(last.plus(parameters.assign_close_days)))
}

/// By when headquarters has the report on rivals: the end of the `fair.intel_report_days`th day after the last
/// (FAIR-13, D9).
pub fn intel_report(fair: &Fair, parameters: &Parameters, zone: &Zone) -> Option<Instant> {
    fair.days.last().map(|last| zone.end(last.plus(parameters.intel_report_days)))
}

/// By when headquarters allots an out-of-territory lead (OWN-04, D7).
pub fn headquarters_allots(received: Instant, company: &Company) -> Instant {
    let days = company.parameters(received).hq_assign_days;
    let day = company.zone.working_days_after(company.zone.day(received), days, &company.holidays);
    company.zone.end(day)
}

/// When an assignment's timers start: at delivery, at the latest `assign.delivery_cap_days` after it
/// was issued (OWN-19).
pub fn delivery(issued: Instant, delivered: Option<Instant>, parameters: &Parameters) -> Instant {
    let cap = issued.plus_hours(parameters.delivery_cap_days.saturating_mul(24));
    delivered.map_or(cap, |delivered| delivered.max(issued).min(cap))
}

/// By when whoever has a duty to help opens his notes: `dup.handover_hours` after the company had his card
/// and the one that counts, for sooner nobody could tell him (DUP-03, D10).
pub fn handover(both_held: Instant, parameters: &Parameters) -> Instant {
    both_held.plus_hours(parameters.handover_hours)
}

/// By when the owner classifies: the end of the `lead.classify_days`th calendar day after the start
/// (FUP-01, D8).
pub fn classify(start: Instant, parameters: &Parameters, zone: &Zone) -> Instant {
    zone.end(zone.day(start).plus(parameters.classify_days))
}

/// Until when an owner counts as in proper service, seen from his assignment alone (FUP-04: 00:00 of
/// the day after the last).
pub fn lapse(assigned: Instant, parameters: &Parameters, zone: &Zone) -> Instant {
    zone.end(zone.day(zone.plus_months(assigned, parameters.lapse_months)))
}

/// From when headquarters is asked whether what was written about a customer is to be erased, nothing having
/// been said about it since `touched` (SEC-01). Nothing is erased by itself.
pub fn retention(touched: Instant, parameters: &Parameters, zone: &Zone) -> Instant {
    zone.end(zone.day(zone.plus_months(touched, parameters.retention_months)))
}

/// How a day's package came (FAIR-08).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PackageStatus {
    /// Not sealed yet, and not due.
    Open,
    /// Sealed and received in time.
    InTime,
    /// Sealed in time, received later or not yet: headquarters decides whether that is excused.
    SealedInTimeSentLate,
    /// Sealed too late.
    Late,
    /// Due and not sealed.
    Missing,
}

impl PackageStatus {
    /// The name in files and scenarios.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::InTime => "in_time",
            Self::SealedInTimeSentLate => "sealed_in_time_sent_late",
            Self::Late => "late",
            Self::Missing => "missing",
        }
    }
}

/// How the package of a day stands. `sealed` and `received` are the corrected times of the first seal
/// and of headquarters' receipt.
pub fn package_status(
    day: Day,
    sealed: Option<Instant>,
    received: Option<Instant>,
    as_of: Instant,
    zone: &Zone,
) -> PackageStatus {
    status(seal(day, zone), sealed, received, as_of)
}

/// How something stands that somebody signs and sends by a deadline.
pub fn status(
    deadline: Instant,
    signed: Option<Instant>,
    received: Option<Instant>,
    as_of: Instant,
) -> PackageStatus {
    match (signed, received) {
        (None, _) if as_of > deadline => PackageStatus::Missing,
        (None, _) => PackageStatus::Open,
        (Some(signed), _) if signed > deadline => PackageStatus::Late,
        (Some(_), Some(received)) if received <= deadline => PackageStatus::InTime,
        (Some(_), None) if as_of <= deadline => PackageStatus::Open,
        (Some(_), _) => PackageStatus::SealedInTimeSentLate,
    }
}

/// How somebody's hand-in of a day stands (FAIR-07).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HandInStatus {
    /// Not stated yet, and not due.
    Open,
    /// He said in time that this is all.
    InTime,
    /// He said so too late.
    Late,
    /// Due, and he has not said so.
    Missing,
}

impl HandInStatus {
    /// The name that the UI knows it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::InTime => "in_time",
            Self::Late => "late",
            Self::Missing => "missing",
        }
    }
}

/// How a hand-in stands that was due at `due` and first stated at `stated`. Saying it again does not make it late:
/// what came too late is said card by card.
pub fn hand_in_status(stated: Option<Instant>, due: Instant, as_of: Instant) -> HandInStatus {
    match stated {
        Some(at) if at > due => HandInStatus::Late,
        Some(_) => HandInStatus::InTime,
        None if as_of <= due => HandInStatus::Open,
        None => HandInStatus::Missing,
    }
}

/// The fair days that are over or running at `as_of`.
pub fn days_begun(company: &Company, fair: &FairId, as_of: Instant) -> Vec<Day> {
    let days = company.fair(fair, as_of).map(|fair| fair.days.clone()).unwrap_or_default();
    days.into_iter().filter(|day| company.zone.start(*day) <= as_of).collect()
}
