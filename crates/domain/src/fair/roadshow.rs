//! Roadshows 巡展 (FAIR-19): a marketing specialist holds so many a month, each with a photo, and what is spent on one
//! is agreed to by two before it counts (「如需费用或礼品经经理和总经理同意后申请领取,每月必须按规定次数完成巡展4次任务,
//! 并拍摄现场照片交市场部保存」). What is missing at the month's end is a proposal, like any other (PEN-01).

use std::collections::{BTreeMap, BTreeSet};

use super::entry::{Entry, Written, entries};
use super::penalty::call::Proposal;
use super::penalty::{Matter, Offence};
use crate::card::Act;
use crate::company::{Company, Role, Timeline};
use crate::ids::{FactId, FairId, PersonId};
use crate::time::{Day, Instant};

/// The months' names begin so. No fair's does: headquarters' program makes those of fairs by chance.
const PREFIX: &str = "roadshows/";

/// A calendar month. What is said about its roadshows is found and passed on as what is said about a fair is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Month {
    first: Day,
    id: FairId,
}

impl Month {
    /// The month of a day.
    pub fn of(day: Day) -> Self {
        let text = day.to_string();
        let month = &text[..text.len() - "-dd".len()];
        let first = Day::parse(&format!("{month}-01")).expect("every month has a first day");
        Self { first, id: FairId::new(format!("{PREFIX}{month}")) }
    }

    /// Reads [`Month::id`].
    pub fn from_id(id: &FairId) -> Option<Self> {
        let month = id.as_str().strip_prefix(PREFIX)?;
        let of = Self::of(Day::parse(&format!("{month}-01"))?);
        (of.id == *id).then_some(of)
    }

    /// Under which its facts stand.
    pub fn id(&self) -> &FairId {
        &self.id
    }

    /// As people write it, `2026-04`.
    pub fn name(&self) -> &str {
        self.id.as_str().trim_start_matches(PREFIX)
    }

    /// Its first day.
    pub fn first(&self) -> Day {
        self.first
    }

    /// Its last day.
    pub fn last(&self) -> Day {
        self.next().first.plus(-1)
    }

    /// The one before.
    pub fn before(&self) -> Self {
        Self::of(self.first.plus(-1))
    }

    fn next(&self) -> Self {
        // No month is longer.
        Self::of(self.first.plus(31))
    }
}

/// What is spent on a roadshow.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Spending {
    /// Yuan, for the place and everything else.
    pub yuan: u32,
    /// Which gifts are given away; empty for none.
    pub gifts: String,
}

impl Spending {
    /// Whether two have to agree.
    pub fn is_asked_for(&self) -> bool {
        self.yuan > 0 || !self.gifts.trim().is_empty()
    }
}

/// A roadshow, as the specialist writes it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Show {
    /// Of which month.
    pub month: Month,
    /// On which day.
    pub day: Day,
    /// What it costs.
    pub spending: Spending,
    /// Where; empty where the words are not held.
    pub place: String,
    /// What was to be seen.
    pub remarks: String,
    /// The photo of it, by its hash.
    pub photo: Option<[u8; 32]>,
}

/// What somebody says to a roadshow's spending. His words are the content part.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word {
    /// Of which month.
    pub month: Month,
    /// Which version of it he saw.
    pub show: FactId,
    /// He agrees.
    pub agrees: bool,
}

/// How a roadshow stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum State {
    /// Taken back by its author.
    Withdrawn,
    /// Somebody did not agree to what it costs.
    Refused,
    /// Its spending waits for the two.
    Waits,
    /// It is agreed, and still to come.
    Planned,
    /// It was, and no photo shows it.
    Unseen,
    /// Its photo was signed after the month had ended.
    Late,
    /// It counts.
    Counts,
}

impl State {
    /// The name that the UI knows it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Withdrawn => "withdrawn",
            Self::Refused => "refused",
            Self::Waits => "waits",
            Self::Planned => "planned",
            Self::Unseen => "unseen",
            Self::Late => "late",
            Self::Counts => "counts",
        }
    }
}

/// A roadshow with what was said to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stood {
    /// What its author wrote.
    pub entry: Entry<Show>,
    /// The last word of each who has one, on what it costs now.
    pub words: Vec<Act<Word>>,
    /// How it stands.
    pub state: State,
}

impl Stood {
    /// Whether somebody's word is still asked for.
    pub fn waits_for(&self, person: &PersonId, company: &Company, at: Instant) -> bool {
        let said = self.words.iter().any(|act| act.by == *person);
        self.state == State::Waits && !said && may_speak(person, self.entry.author(), company, at)
    }
}

/// A specialist's month.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tally {
    /// How many he holds a month.
    pub wanted: u32,
    /// How many count.
    pub counted: u32,
    /// Whether the whole month was his: nobody answers for days before he came, or before the company was founded
    /// here.
    pub whole: bool,
}

/// Whether somebody holds roadshows.
pub fn holds_them(person: &PersonId, company: &Company, at: Instant) -> bool {
    company.holds(person, Role::Marketing, at)
}

/// Whether somebody has a word on what another's roadshow costs: the manager, who is headquarters here, and the
/// general manager.
pub fn may_speak(person: &PersonId, author: &PersonId, company: &Company, at: Instant) -> bool {
    let has_office = |role| company.holds(person, role, at);
    person != author && (has_office(Role::Hq) || has_office(Role::Executive))
}

/// A month's roadshows, in order of their beginning. `shows` and `words` in order of signing.
pub fn month(
    month: &Month,
    shows: &[Act<Written<Show>>],
    words: &[Act<Word>],
    company: &Company,
    as_of: Instant,
) -> Vec<Stood> {
    let counts = |act: &&Act<Written<Show>>| {
        let what = &act.what.what;
        what.month == *month
            && Month::of(what.day) == *month
            && !act.after_revocation
            && holds_them(&act.by, company, act.time.at)
    };
    let entries = entries(shows.iter().filter(counts).cloned());
    entries.into_iter().map(|entry| stand(entry, words, company, as_of)).collect()
}

fn stand(entry: Entry<Show>, words: &[Act<Word>], company: &Company, as_of: Instant) -> Stood {
    let show = entry.newest().what.what.clone();
    // Whoever agreed to other spending has agreed to nothing.
    let same = entry.versions().iter().filter(|act| act.what.what.spending == show.spending);
    let same: BTreeSet<FactId> = same.map(|act| act.id).collect();
    let mut last: BTreeMap<PersonId, Act<Word>> = BTreeMap::new();
    for act in words.iter().filter(|act| same.contains(&act.what.show) && !act.after_revocation) {
        if may_speak(&act.by, entry.author(), company, act.time.at) {
            last.insert(act.by.clone(), act.clone());
        }
    }
    let words: Vec<Act<Word>> = last.into_values().collect();
    let state = state(&entry, &show, &words, company, as_of);
    Stood { entry, words, state }
}

fn state(
    entry: &Entry<Show>,
    show: &Show,
    words: &[Act<Word>],
    company: &Company,
    as_of: Instant,
) -> State {
    if entry.standing().is_none() {
        return State::Withdrawn;
    }
    if show.spending.is_asked_for() {
        if words.iter().any(|act| !act.what.agrees) {
            return State::Refused;
        }
        if !is_agreed(words, company, as_of) {
            return State::Waits;
        }
    }
    let shown = entry.versions().iter().find(|act| act.what.what.photo.is_some());
    let (Some(shown), Some(_)) = (shown, show.photo) else {
        let is_over = company.zone.day(as_of) > show.day;
        return if is_over { State::Unseen } else { State::Planned };
    };
    if company.zone.day(as_of) < show.day {
        return State::Planned;
    }
    // By the evidence of its signature: a clock that was turned back makes no month longer.
    let in_time = shown.time.at < company.zone.end(show.month.last());
    if in_time { State::Counts } else { State::Late }
}

/// Manager and general manager: two people, one of them the general manager where the company has one.
fn is_agreed(words: &[Act<Word>], company: &Company, as_of: Instant) -> bool {
    let general = |person: &PersonId| company.holds(person, Role::Executive, as_of);
    let has_general = company.people.keys().any(general);
    words.len() >= 2 && (!has_general || words.iter().any(|act| general(&act.by)))
}

/// How each specialist's month stands, by person.
pub fn tallies(
    month: &Month,
    stood: &[Stood],
    company: &Company,
    as_of: Instant,
) -> BTreeMap<PersonId, Tally> {
    let zone = &company.zone;
    let (begins, ends) = (zone.start(month.first()), zone.end(month.last()));
    let now = as_of.min(Instant(ends.0 - 1));
    let wanted = u32::try_from(company.parameters(begins).roadshow_per_month).unwrap_or(0);
    let specialists = company.people.keys().filter(|person| holds_them(person, company, now));
    let tally = |person: &PersonId| {
        let his = stood.iter().filter(|one| one.entry.author() == person);
        let counted = his.filter(|one| one.state == State::Counts).count();
        let counted = u32::try_from(counted).unwrap_or(u32::MAX);
        let since = company.people.get(person).and_then(Timeline::begins);
        let whole =
            since.is_some_and(|since| since <= begins) && holds_them(person, company, begins);
        (person.clone(), Tally { wanted, counted, whole })
    };
    specialists.map(tally).collect()
}

/// What is proposed once a month is over: one measure for whoever held too few (「以上规定违反任何一条,市场专员罚款50元」).
pub fn proposals(
    month: &Month,
    stood: &[Stood],
    company: &Company,
    known_until: Instant,
) -> Vec<Proposal> {
    let ended = company.zone.end(month.last());
    if known_until < ended {
        return Vec::new();
    }
    let tallies = tallies(month, stood, company, known_until).into_iter();
    let missed = tallies.filter(|(_, tally)| tally.whole && tally.counted < tally.wanted);
    let propose = |(person, _)| {
        let offence = Offence::RoadshowMissed;
        Proposal {
            matter: Matter {
                fair: month.id().clone(),
                day: month.last(),
                offence,
                person,
                about: None,
            },
            measure: offence.measure(&company.parameters(ended)),
            since: ended,
            cards: BTreeSet::new(),
            covers: BTreeSet::new(),
            awaits_excuse: false,
            reporter: None,
        }
    };
    missed.map(propose).collect()
}
