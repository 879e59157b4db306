//! What happened at a fair, as far as alerts and proposals are made of it.
//!
//! A set of facts, not a history of arrivals: whoever gathers it puts every list in order.

use std::collections::BTreeSet;

use crate::card::Act;
use crate::company::{Company, Fair, Role};
use crate::deadline;
use crate::fair::package::{Excuse, Sealed};
use crate::ids::{CardId, FairId, PersonId};
use crate::time::{Day, Instant};

/// A fair's cards and evenings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diary {
    /// Which fair.
    pub fair: FairId,
    /// Its signed cards that are cards at all, in order of their ids.
    pub cards: Vec<Entry>,
    /// Drafts that nobody has signed, in order of their ids.
    pub drafts: Vec<OpenDraft>,
    /// The packages that count, in order of signing.
    pub sealed: Vec<Sealed>,
    /// What headquarters said about packages that came late, in order of signing.
    pub excuses: Vec<Act<Excuse>>,
    /// Days on which the supervisor wrote down who discussed (FAIR-08).
    pub discussed: BTreeSet<Day>,
    /// Who is known to have been there, and on which day: he signed something of the fair then.
    pub present: BTreeSet<(PersonId, Day)>,
}

/// A signed card.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Which.
    pub card: CardId,
    /// Whose.
    pub by: PersonId,
    /// Corrected signing time.
    pub at: Instant,
    /// When its talk was first written down: as a draft, or else with the signature.
    pub begun: Instant,
    /// Whether it claims a talk: no list, and no form that nobody attended to.
    pub talk: bool,
    /// First receipt by the supervisor or the server; for the supervisor's own card its signature.
    pub held: Option<Instant>,
    /// How it came too late, as its ruling says (OWN-08). An excuse that the ruling accepts leaves nothing here.
    pub late: Option<Late>,
    /// Whether the customer is out of territory or unknown (OWN-01); known where something hangs on it.
    pub outside: bool,
    /// Judgements that count: when, and by whom.
    pub judged: BTreeSet<(Instant, PersonId)>,
    /// Countersignatures that count: when, and by whom.
    pub countersigned: BTreeSet<(Instant, PersonId)>,
    /// Who followed the customer up, in order of time. An unanswered call is neutral (J9) and not here.
    pub contacts: BTreeSet<(Instant, PersonId)>,
    /// Assignments of the customer.
    pub given: Vec<Given>,
}

/// An assignment, as far as somebody could rely on it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Given {
    /// When it was signed.
    pub at: Instant,
    /// To whom; `None` for a department.
    pub to: Option<PersonId>,
    /// Whether its author could assign.
    pub competent: bool,
}

/// A card that was not in the company's possession in time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Late {
    /// When it had to be there.
    pub deadline: Instant,
    /// When it came, if it did.
    pub came: Option<Instant>,
}

/// A draft without a signature.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenDraft {
    /// Which.
    pub card: CardId,
    /// Whose.
    pub by: PersonId,
    /// When it was begun.
    pub at: Instant,
    /// When its author said that he will not sign it: he took it back, or listed it with "this is all".
    pub left: Option<Instant>,
    /// Whether he took it back.
    pub withdrawn: bool,
    /// Signed cards that surely name the same customer (DUP-02), whoever signed them.
    pub alike: BTreeSet<CardId>,
}

impl Diary {
    /// One of its cards.
    pub fn entry(&self, card: &CardId) -> Option<&Entry> {
        let at = self.cards.binary_search_by_key(card, |entry| entry.card).ok()?;
        self.cards.get(at)
    }

    /// The day's cards that were handed in in time, with the instant by which that was due: what an evening can
    /// be held to. What comes later is nobody's omission of that evening.
    pub(super) fn evening<'d>(
        &'d self,
        fair: &Fair,
        day: Day,
        company: &Company,
    ) -> impl Iterator<Item = &'d Entry> + use<'d> {
        let zone = company.zone.clone();
        let due = deadline::hand_in(fair, day, &company.parameters(zone.start(day)), &zone);
        let of_the_day = move |entry: &&Entry| {
            zone.day(entry.at) == day && entry.held.is_some_and(|held| held <= due)
        };
        self.cards.iter().filter(of_the_day)
    }

    /// Group leaders and managers of the team who were there on a day, the capturer apart; the supervisor where
    /// there was none (FAIR-10).
    pub(super) fn leaders(
        &self,
        fair: &Fair,
        day: Day,
        capturer: &PersonId,
        company: &Company,
    ) -> BTreeSet<PersonId> {
        let at = company.zone.start(day);
        let leads = |person: &PersonId| {
            [Role::GroupLeader, Role::RegionalManager]
                .iter()
                .any(|role| company.holds(person, *role, at))
        };
        let there = |person: &PersonId| self.present.contains(&(person.clone(), day));
        let team = fair.team.iter().filter(|person| *person != capturer);
        let found: BTreeSet<_> =
            team.filter(|person| leads(person) && there(person)).cloned().collect();
        if !found.is_empty() || fair.supervisor == *capturer {
            return found;
        }
        BTreeSet::from([fair.supervisor.clone()])
    }

    /// Whom a card without a countersignature is asked of: those whose turn it was. Who had the same person's
    /// cards the day before is not one of them, while there is another (FAIR-10).
    pub(super) fn turn(
        &self,
        fair: &Fair,
        day: Day,
        capturer: &PersonId,
        company: &Company,
    ) -> BTreeSet<PersonId> {
        let leaders = self.leaders(fair, day, capturer, company);
        let before = day.plus(-1);
        let had = |leader: &PersonId| {
            let own = self.cards.iter().filter(|entry| entry.by == *capturer);
            own.flat_map(|entry| &entry.countersigned)
                .any(|(at, by)| by == leader && company.zone.day(*at) == before)
        };
        let (again, fresh): (BTreeSet<_>, BTreeSet<_>) = leaders.into_iter().partition(had);
        if fresh.is_empty() { again } else { fresh }
    }
}
