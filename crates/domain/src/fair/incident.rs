//! What was lost at a fair, and what has become of it (FAIR-05): exhibits that a count did not find, and laptops
//! with what was on them. Both are one kind of incident, with the supervisor directly liable
//! (「如出現展品丟失,客戶信息丟失等事件將由參展主管負直接責任」).

use std::collections::BTreeMap;

use super::custody::Shortfall;
use super::preparation::ItemId;
use crate::card::Act;
use crate::company::{Company, Role};
use crate::ids::{FactId, FairId, PersonId};
use crate::time::Instant;

/// What is gone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum About {
    /// Pieces of an exhibit that somebody had.
    Exhibit {
        /// Who had them.
        holder: PersonId,
        /// Of what.
        item: ItemId,
    },
    /// A laptop.
    Laptop {
        /// Whose it was.
        holder: PersonId,
        /// Its enrolment.
        enrolment: [u8; 16],
    },
}

impl About {
    /// Who had it.
    pub fn holder(&self) -> &PersonId {
        match self {
            Self::Exhibit { holder, .. } | Self::Laptop { holder, .. } => holder,
        }
    }
}

/// How headquarters closes an incident.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Outcome {
    /// It is there again, or never was lost.
    Found,
    /// Somebody made good for it.
    Replaced,
    /// It is lost.
    WrittenOff,
}

impl Outcome {
    const ALL: [Self; 3] = [Self::Found, Self::Replaced, Self::WrittenOff];

    /// The name in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Replaced => "replaced",
            Self::WrittenOff => "written_off",
        }
    }

    /// Reads [`Outcome::name`].
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.name() == name)
    }
}

/// What somebody says to an incident. Its words are another part of the record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    /// At which fair.
    pub fair: FairId,
    /// About what.
    pub about: About,
    /// How headquarters closes it; `None` for a statement.
    pub outcome: Option<Outcome>,
    /// The words; empty where they are not held.
    pub words: String,
}

/// A laptop that was revoked while its fair lasted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gone {
    /// Its enrolment.
    pub enrolment: [u8; 16],
    /// Whose it was.
    pub holder: PersonId,
    /// When it was revoked.
    pub at: Instant,
}

/// An incident as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Incident {
    /// What is gone.
    pub about: About,
    /// Who is directly liable: the supervisor at the time.
    pub liable: Option<PersonId>,
    /// When it came out.
    pub opened: Instant,
    /// Pieces that are still missing; of a laptop, itself.
    pub missing: u32,
    /// What counts of what was said, in order of time.
    pub said: Vec<Act<Said>>,
    /// By which of it headquarters closed it. What came out worse since opens it again.
    pub closed: Option<FactId>,
}

impl Incident {
    /// Whether somebody has to do something about it still.
    pub fn is_open(&self) -> bool {
        self.closed.is_none() && self.missing > 0
    }

    /// Whether somebody may say something to it: who is liable, who had it, and headquarters.
    pub fn may_speak(&self, person: &PersonId, company: &Company, at: Instant) -> bool {
        let concerned = self.liable.as_ref() == Some(person) || self.about.holder() == person;
        concerned || company.holds(person, Role::Hq, at)
    }

    /// Whether it waits for somebody: for headquarters to close it, for who is liable and for who had it to say
    /// something.
    pub fn waits_for(&self, person: &PersonId, company: &Company, at: Instant) -> bool {
        let has_spoken = self.said.iter().any(|act| act.by == *person);
        let may_answer = self.may_speak(person, company, at) && !has_spoken;
        self.is_open() && (self.may_close(person, company, at) || may_answer)
    }

    /// Whether somebody may close it: headquarters, and nobody whose own matter it is.
    pub fn may_close(&self, person: &PersonId, company: &Company, at: Instant) -> bool {
        let concerned = self.liable.as_ref() == Some(person) || self.about.holder() == person;
        !concerned && company.holds(person, Role::Hq, at)
    }
}

/// The incidents of a fair in the order in which they came out.
pub fn incidents(
    fair: &FairId,
    shortfalls: &[Shortfall],
    laptops: &[Gone],
    said: &[Act<Said>],
    company: &Company,
) -> Vec<Incident> {
    let exhibits = shortfalls.iter().map(|short| {
        let about = About::Exhibit { holder: short.custodian.clone(), item: short.item };
        let (liable, opened, missing) = (short.liable.clone(), short.opened, short.missing);
        let incident = Incident { about, liable, opened, missing, said: Vec::new(), closed: None };
        (incident, short.counts.as_slice())
    });
    let laptops = laptops.iter().map(|gone| {
        let holder = gone.holder.clone();
        let about = About::Laptop { holder, enrolment: gone.enrolment };
        let liable = company.fair(fair, gone.at).map(|fair| fair.supervisor.clone());
        let (opened, said) = (gone.at, Vec::new());
        let incident = Incident { about, liable, opened, missing: 1, said, closed: None };
        (incident, [].as_slice())
    });
    let mut ordered: BTreeMap<(Instant, About), Incident> = BTreeMap::new();
    for (mut incident, counts) in exhibits.chain(laptops) {
        for act in said.iter().filter(|act| act.what.fair == *fair) {
            let counts = act.what.about == incident.about && counts_as(&incident, act, company);
            if counts && incident.said.iter().all(|known| known.id != act.id) {
                incident.said.push(act.clone());
            }
        }
        // Stable: what one laptop signed in one moment stays as it was given.
        incident.said.sort_by_key(|act| act.time.at);
        let closing = incident.said.iter().rfind(|act| act.what.outcome.is_some());
        let stands = closing.filter(|act| {
            let known = counts.iter().rfind(|(at, ..)| *at <= act.time.at);
            let known = known.map_or(0, |(.., missing)| *missing);
            let mut later = counts.iter().filter(|(at, ..)| *at > act.time.at);
            later.all(|(.., missing)| *missing <= known)
        });
        incident.closed = stands.map(|act| act.id);
        ordered.insert((incident.opened, incident.about.clone()), incident);
    }
    ordered.into_values().collect()
}

fn counts_as(incident: &Incident, act: &Act<Said>, company: &Company) -> bool {
    let (by, at) = (&act.by, act.time.at);
    !act.after_revocation
        && match act.what.outcome {
            Some(_) => incident.may_close(by, company, at),
            None => incident.may_speak(by, company, at),
        }
}
