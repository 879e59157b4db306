//! The book of the company: people, fairs and tables through time, and whose key is whose.

use std::collections::BTreeMap;

use domain::act::Target;
use domain::company::{Company, Event, Fair, Person, Role, Territory, TerritoryTable};
use domain::parameter::Parameters;
use domain::places::DivisionCode;
use domain::time::{Day, Instant, TimeOfDay, Zone};
use domain::{EventId, FairId, PersonId, TerritoryId};
use ledger::{CompanyId, EnrolmentId, PublicKey, Record, RecordId};

use crate::erasure::{Erased, Subject, erased_with};
use crate::fact::Fact;
use crate::{merge, payload};

/// An enrolment as the server certified it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Enrolled {
    /// Whose.
    pub person: PersonId,
    /// Signs its records.
    pub key: PublicKey,
    /// age recipient for hand-ins to it; empty for the server.
    pub recipient: String,
    /// What people call the device.
    pub device: String,
    /// The certificate's record.
    pub certificate: RecordId,
    /// When the server first certified its key: nothing that it signed is older.
    pub since: Instant,
    /// When it was revoked.
    pub revoked: Option<Instant>,
}

/// Everything that is known of the company.
#[derive(Clone, Debug)]
pub struct Book {
    /// Which company.
    pub id: CompanyId,
    /// The server's enrolment: its clock is the company's clock.
    pub server: EnrolmentId,
    /// IANA name of the company's time zone.
    pub zone_name: String,
    /// People, fairs, tables.
    pub company: Company,
    /// Keys.
    pub enrolments: BTreeMap<EnrolmentId, Enrolled>,
    /// The newest parameters or territory table, to be cited in envelopes (SYN-08).
    pub policy: Option<RecordId>,
    /// What words were about that are erased, by headquarters' first order that counts (SEC-14).
    pub erased: BTreeMap<Subject, Erased>,
    /// Entries of headquarters that count, and from when.
    pub(crate) endorsed: BTreeMap<RecordId, Instant>,
}

impl Book {
    /// The company's id: the hash of its server's key, so that it vouches for itself.
    pub fn company_id(server_key: &PublicKey) -> CompanyId {
        let hash = blake3::derive_key("fairlead 2026 company id v1", &server_key.to_bytes());
        CompanyId::from_slice(&hash[..16]).expect("sixteen bytes")
    }

    /// An enrolment's id: the hash of its key and its company.
    pub fn enrolment_id(company: CompanyId, key: &PublicKey) -> EnrolmentId {
        let material = [company.as_bytes().as_slice(), &key.to_bytes()].concat();
        let hash = blake3::derive_key("fairlead 2026 enrolment id v1", &material);
        EnrolmentId::from_slice(&hash[..16]).expect("sixteen bytes")
    }

    /// The enrolments of a person that have not been revoked.
    pub fn devices_of(&self, person: &PersonId) -> impl Iterator<Item = (&EnrolmentId, &Enrolled)> {
        let person = person.clone();
        self.enrolments.iter().filter(move |(_, e)| e.person == person && e.revoked.is_none())
    }

    /// Headquarters' order to erase what was written about something, if it counts (SEC-14).
    pub fn erasure(&self, of: impl Into<Subject>) -> Option<&Erased> {
        self.erased.get(&of.into())
    }

    /// Whether a record loses its words by such an order.
    pub fn has_erased(&self, record: &Record) -> bool {
        erased_with(record).iter().any(|subject| self.erased.contains_key(subject))
    }

    /// Whether a record is a fact about the company that counts. Nobody needs the others.
    pub fn counts(&self, record: &Record) -> bool {
        Fact::read(record)
            .is_ok_and(|fact| fact.is_company() && in_force(self, record, &fact).is_some())
    }

    /// Whether whoever signed an entry may write in the book at an instant: headquarters, with a key that
    /// has not been revoked. The server asks when the entry arrives; a time that its author claims would
    /// let a stolen laptop write what it likes (SYN-04).
    pub fn may_write(&self, record: &Record, at: Instant) -> bool {
        let envelope = record.envelope();
        let Ok(fact) = Fact::read(record) else { return false };
        // Only the server says who anybody is, and what counts.
        let by_server = is_the_servers(&fact);
        // A key signs for its own person only: whoever the envelope names, it is the key that counts.
        let signer = self.enrolments.get(&envelope.log.enrolment).filter(|enrolled| {
            enrolled.person.as_str() == envelope.author
                && enrolled.revoked.is_none_or(|revoked| at < revoked)
        });
        let person = signer.and_then(|signer| self.company.person(&signer.person, at));
        !by_server && person.is_some_and(|person| person.active && person.is(Role::Hq))
    }

    /// Whether an enrolment is the server's.
    pub fn is_server(&self, enrolment: &EnrolmentId) -> bool {
        self.server == *enrolment
    }

    /// Whether a device is that of somebody in office: headquarters, a regional manager, or whoever
    /// supervises a fair. Such a one competes for no card, so what he saw counts uncited (DUP-06).
    pub fn is_in_office(&self, enrolment: &EnrolmentId) -> bool {
        let Some(enrolled) = self.enrolments.get(enrolment) else { return false };
        let person = self.company.people.get(&enrolled.person).and_then(|known| known.latest());
        let leads = |person: &Person| person.is(Role::Hq) || person.is(Role::RegionalManager);
        let sells = |person: &Person| person.is(Role::Rep);
        let supervises = || {
            let fairs = self.company.fairs.values().filter_map(|versions| versions.latest());
            fairs.into_iter().any(|fair| fair.supervisor == enrolled.person)
        };
        person.is_some_and(|person| !sells(person) && (leads(person) || supervises()))
    }

    /// The name of an assignment's target, for people.
    pub fn target_name(&self, target: &Target, at: Instant) -> String {
        match target {
            Target::Person(id) => {
                self.company.person(id, at).map_or(id.to_string(), |p| p.name.clone())
            }
            Target::Pool(id) => id.to_string(),
        }
    }
}

/// Reads the book from the company's records, in any order. `None` without a founding record that
/// vouches for itself.
///
/// Only the server and headquarters write in the book (SYN-04), and what headquarters writes counts when the
/// server has endorsed it (SYN-06): whether somebody is headquarters is known there, at that moment.
pub fn read_book(records: &[Record]) -> Option<Book> {
    let founding = records.iter().find_map(|record| match Fact::read(record) {
        Ok(Fact::Company(company)) => Some((record, company)),
        _ => None,
    })?;
    let key = PublicKey::from_bytes(&founding.1.server_key)?;
    let id = Book::company_id(&key);
    let server = EnrolmentId::new(*founding.1.server);
    if founding.0.envelope().company != id || Book::enrolment_id(id, &key) != server {
        return None;
    }
    let zone = Zone::named(&founding.1.zone)?;
    let mut book = Book {
        id,
        server,
        zone_name: founding.1.zone,
        company: Company::new(founding.1.name, zone),
        enrolments: BTreeMap::new(),
        policy: None,
        erased: BTreeMap::new(),
        endorsed: endorsed(records, server),
    };
    book.enrolments.insert(
        server,
        Enrolled {
            person: PersonId::new("server"),
            key,
            recipient: String::new(),
            device: String::new(),
            certificate: founding.0.id(),
            since: Instant(founding.0.envelope().stamp.claimed_ms),
            revoked: None,
        },
    );
    let mut entries: Vec<(Instant, &Record, Fact)> = records
        .iter()
        .filter_map(|record| Some((record, Fact::read(record).ok()?)))
        .filter(|(_, fact)| fact.is_company())
        .filter_map(|(record, fact)| Some((in_force(&book, record, &fact)?, record, fact)))
        .collect();
    entries.sort_by_key(|(at, record, _)| place(&book, *at, record));
    let mut tables = Tables::default();
    for (order, (at, record, fact)) in entries.iter().enumerate() {
        if let Fact::Territories(wanted) = fact {
            let table = tables.take(record.id(), wanted);
            let fact = Fact::Territories(table);
            enter(&mut book, record, &fact, *at, order as u64);
        } else {
            enter(&mut book, record, fact, *at, order as u64);
        }
    }
    Some(book)
}

/// The territory tables so far, in the order in which they count.
#[derive(Default)]
pub(crate) struct Tables {
    now: payload::Territories,
    by_record: BTreeMap<RecordId, payload::Territories>,
}

impl Tables {
    /// The table as it stands after a change. Its author meant the rows that he changed; what others had
    /// changed before, and he had not seen, stays.
    pub(crate) fn take(
        &mut self,
        record: RecordId,
        wanted: &payload::Territories,
    ) -> payload::Territories {
        let seen = wanted.after.and_then(|after| self.by_record.get(&RecordId::new(*after)));
        self.now = match seen {
            Some(seen) => merge::territories(&self.now, seen, wanted),
            None => wanted.clone(),
        };
        self.by_record.insert(record, self.now.clone());
        self.now.clone()
    }
}

/// What the server has endorsed. After its store was set back it may have endorsed an entry again: the
/// first time counts, in whatever order the two are met.
fn endorsed(records: &[Record], server: EnrolmentId) -> BTreeMap<RecordId, Instant> {
    let by_server = records.iter().filter(|record| record.envelope().log.enrolment == server);
    let endorsement = |record: &Record| match Fact::read(record) {
        Ok(Fact::Endorsement(payload)) => {
            Some((RecordId::new(*payload.entry), Instant(payload.at_ms)))
        }
        _ => None,
    };
    let mut endorsed = BTreeMap::new();
    for (entry, at) in by_server.filter_map(endorsement) {
        let first = endorsed.entry(entry).or_insert(at);
        *first = at.min(*first);
    }
    endorsed
}

/// Which of two entries is the later one: the one that counts since later; of one instant the server's are
/// the first.
pub(crate) fn place(book: &Book, at: Instant, record: &Record) -> impl Ord + use<> {
    let envelope = record.envelope();
    (at, !book.is_server(&envelope.log.enrolment), envelope.log, envelope.seq, record.id())
}

/// From when an entry counts; `None` for one that does not.
pub(crate) fn in_force(book: &Book, record: &Record, fact: &Fact) -> Option<Instant> {
    let envelope = record.envelope();
    if book.is_server(&envelope.log.enrolment) {
        return Some(Instant(envelope.stamp.claimed_ms));
    }
    book.endorsed.get(&record.id()).copied().filter(|_| !is_the_servers(fact))
}

/// Whether only the server itself says such a thing.
fn is_the_servers(fact: &Fact) -> bool {
    matches!(fact, Fact::Company(_) | Fact::Enrolment(_) | Fact::Endorsement(_) | Fact::Restored(_))
}

fn enter(book: &mut Book, record: &Record, fact: &Fact, at: Instant, order: u64) {
    let founding = book.is_server(&record.envelope().log.enrolment);
    let company = &mut book.company;
    match fact {
        Fact::Person(payload) => {
            let person = person(payload);
            company.people.entry(person.id.clone()).or_default().insert(at, order, person);
        }
        Fact::Territories(payload) => {
            company.territories.insert(at, order, territories(payload));
            book.policy = Some(record.id());
        }
        Fact::Divisions(payload) => {
            let row =
                |d: &payload::Division| (d.name.clone(), d.head.as_deref().map(PersonId::new));
            company.divisions = payload.table.iter().map(|d| (d.id.clone(), row(d))).collect();
        }
        Fact::Fair(payload) => {
            if let Some(fair) = fair(payload) {
                company.fairs.entry(fair.id.clone()).or_default().insert(at, order, fair);
            }
        }
        Fact::Event(payload) => {
            if let Some(date) = Day::parse(&payload.date) {
                let id = EventId::new(&payload.id);
                let event = Event { id: id.clone(), name: payload.name.clone(), date };
                company.events.insert(id, event);
            }
        }
        Fact::Holidays(payload) => {
            company.holidays = payload.days.iter().filter_map(|day| Day::parse(day)).collect();
        }
        Fact::Parameters(payload) => {
            // What a company was founded with holds for all earlier times; what headquarters says later does
            // not. Where nothing was said at the founding, the rulebook's defaults are what it began with.
            if !founding && company.parameters.latest().is_none() {
                company.parameters.insert(Instant(i64::MIN), 0, Parameters::default());
            }
            let mut parameters = company.parameters.at(at).cloned().unwrap_or_default();
            for (name, value) in &payload.set {
                // A parameter from a newer rulebook is none of this version's business.
                let _ = parameters.set(name, value);
            }
            company.parameters.insert(at, order, parameters);
            book.policy = Some(record.id());
        }
        Fact::Enrolment(payload) => {
            if let Some(key) = PublicKey::from_bytes(&payload.signing_key) {
                let id = EnrolmentId::new(*payload.id);
                let known = book.enrolments.get(&id).map(|known| known.since);
                let enrolled = Enrolled {
                    person: PersonId::new(&payload.person),
                    key,
                    recipient: payload.recipient.clone(),
                    device: payload.device.clone(),
                    certificate: record.id(),
                    since: known.map_or(at, |since| since.min(at)),
                    revoked: None,
                };
                book.enrolments.insert(id, enrolled);
            }
        }
        Fact::Revocation(payload) => {
            if let Some(enrolled) = book.enrolments.get_mut(&EnrolmentId::new(*payload.enrolment)) {
                enrolled.revoked = Some(enrolled.revoked.map_or(at, |earlier| earlier.min(at)));
            }
        }
        Fact::Erasure { of, usage } => {
            let by = PersonId::new(&record.envelope().author);
            book.erased.entry(*of).or_insert(Erased { at, by, order: record.id(), usage: *usage });
        }
        _ => {}
    }
}

fn person(payload: &payload::Person) -> Person {
    Person {
        id: PersonId::new(&payload.id),
        name: payload.name.clone(),
        roles: payload.roles.iter().filter_map(|role| Role::from_name(role)).collect(),
        capabilities: payload.capabilities.iter().cloned().collect(),
        territory: payload.territory.as_deref().map(TerritoryId::new),
        division: payload.division.clone(),
        mentor: payload.mentor.as_deref().map(PersonId::new),
        active: !payload.left,
    }
}

fn territories(payload: &payload::Territories) -> TerritoryTable {
    let row = |t: &payload::Territory| Territory {
        id: TerritoryId::new(&t.id),
        name: t.name.clone(),
        regions: t.regions.iter().filter_map(|code| DivisionCode::new(*code)).collect(),
        head: t.head.as_deref().map(PersonId::new),
    };
    TerritoryTable(payload.table.iter().map(|t| (TerritoryId::new(&t.id), row(t))).collect())
}

fn fair(payload: &payload::Fair) -> Option<Fair> {
    let mut days: Vec<Day> = payload.days.iter().filter_map(|day| Day::parse(day)).collect();
    days.sort();
    Some(Fair {
        id: FairId::new(&payload.id),
        name: payload.name.clone(),
        place: payload.place.clone(),
        territory: TerritoryId::new(&payload.territory),
        supervisor: PersonId::new(&payload.supervisor),
        days,
        closes: TimeOfDay::parse(&payload.closes)?,
        team: payload.team.iter().map(PersonId::new).collect(),
        intel: payload.intel.iter().map(PersonId::new).collect(),
    })
}

/// The numbers that a set of changes leads to, from the defaults.
///
/// # Errors
/// The first parameter that cannot be taken.
pub fn check_parameters(
    set: &BTreeMap<String, String>,
) -> Result<Parameters, domain::parameter::BadParameter> {
    let mut parameters = Parameters::default();
    for (name, value) in set {
        parameters.set(name, value)?;
    }
    Ok(parameters)
}
