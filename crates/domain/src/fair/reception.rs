//! The register of visitors and calls, and the day's statistic of it (FAIR-20, FAIR-21).

use std::collections::BTreeSet;

use super::entry::{Entry, Written};
use crate::card::Act;
use crate::ids::{CardId, FactId, FairId, PersonId};
use crate::time::{Day, Instant, Zone};

/// How somebody came to the booth.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Channel {
    /// In person (来人).
    Visit,
    /// By telephone (来电).
    Call,
}

impl Channel {
    /// The name in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::Call => "call",
        }
    }

    /// Reads the name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Visit, Self::Call].into_iter().find(|channel| channel.name() == name)
    }
}

/// One line of the register.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reception {
    /// Came or called.
    pub channel: Channel,
    /// When, by whoever received him.
    pub came: Instant,
    /// Whether he left a number.
    pub phone_left: bool,
    /// Whether he was called back and asked whether he was satisfied (FAIR-21).
    pub asked_after: bool,
    /// Whom he asked first: the first responsible (FST-01).
    pub first_contact: PersonId,
    /// To whom it was passed on.
    pub routed_to: Option<PersonId>,
    /// The lead card that was made of it.
    pub card: Option<CardId>,
    /// What he said; empty where it was erased.
    pub told: Told,
}

/// What a visitor said.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[allow(missing_docs)] // The names are the form's.
pub struct Told {
    pub name: String,
    pub company: String,
    pub phone: String,
    pub matter: String,
    pub opinions: String,
    pub needs: String,
    pub key_points: String,
    /// What he answered when he was called back.
    pub answer: String,
}

/// A day counted by hand (来人来电统计表).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Statistic {
    /// Who came.
    pub came: u32,
    /// Who called.
    pub called: u32,
    /// Who left a number.
    pub phones: u32,
    /// Of whom a lead card was made.
    pub cards: u32,
    /// Passed on to somebody else.
    pub routed: u32,
    /// Called back.
    pub asked_after: u32,
}

/// The statistic of what stands in a register.
pub fn statistic<'a>(receptions: impl IntoIterator<Item = &'a Reception>) -> Statistic {
    let mut counted = Statistic::default();
    for reception in receptions {
        match reception.channel {
            Channel::Visit => counted.came += 1,
            Channel::Call => counted.called += 1,
        }
        counted.phones += u32::from(reception.phone_left);
        counted.cards += u32::from(reception.card.is_some());
        counted.routed += u32::from(reception.routed_to.is_some());
        counted.asked_after += u32::from(reception.asked_after);
    }
    counted
}

/// The day that a line belongs to: the one on which the visitor came.
pub fn day_of(entry: &Entry<Reception>, zone: &Zone) -> Day {
    zone.day(entry.newest().what.what.came)
}

/// Whether a line was begun on a later day than its visitor came: it is entered the same day (FAIR-21).
pub fn is_late(entry: &Entry<Reception>, zone: &Zone) -> bool {
    zone.day(entry.begun()) > day_of(entry, zone)
}

/// The manager's signature under a day's statistic: what he counted, and every line that he had before him.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Statement {
    /// Fair.
    pub fair: FairId,
    /// Day.
    pub day: Day,
    /// What he signed.
    pub counted: Statistic,
    /// The lines as they read.
    pub lines: BTreeSet<FactId>,
}

/// The statement about a day that counts, of those in order of signing: the newest.
pub fn newest_about(statements: &[Act<Statement>], day: Day) -> Option<&Act<Statement>> {
    statements.iter().rev().find(|act| act.what.day == day)
}

/// Whether a line reads as it did when the day was signed.
pub fn is_signed(newest: &Act<Written<Reception>>, statement: &Statement) -> bool {
    statement.lines.contains(&newest.id)
}
