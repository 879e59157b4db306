//! A salesperson with many customers, none of which he signed himself; and what headquarters and a fault of the
//! server can do to them.

use desktop::clock::Clock;
use domain::audience::Depth;
use domain::{FairId, PersonId};
use ledger::RecordId;
use serde_json::{Value, json};
use sync_server::Folder;
use sync_server::storage::Storage;

use crate::company::Company;
use crate::laptop::Laptop;

/// A supervisor gives a customer to somebody, ten minutes later, and tells the server.
pub fn assign(company: &Company, lin: &Laptop, card: &str, to: &str, reason: &str) {
    company.time.pass_minutes(10);
    lin.done("assign", json!({ "card": card, "to": to, "reason": reason }));
    lin.sync();
}

/// 李强 serves customers whose cards 王芳 signed.
pub struct Loaded {
    /// The company.
    pub company: Company,
    /// Who signed them.
    pub wang: Laptop,
    /// Who serves them.
    pub li: Laptop,
    /// Who gave them to him.
    pub lin: Laptop,
    /// Headquarters.
    pub hq: Laptop,
    /// Them.
    pub cards: Vec<String>,
}

impl Loaded {
    /// With so many.
    pub fn with(leads: usize) -> Self {
        let (company, [wang, li, lin, hq]) =
            Company::at_the_fair(["wangfang", "liqiang", "linguodong", "zhenghua"]);
        let cards = (0..leads).map(|n| wang.capture_another(n));
        let cards: Vec<String> = cards.collect();
        wang.sync();
        lin.sync();
        for card in &cards {
            lin.done("assign", json!({ "card": card, "to": "liqiang" }));
        }
        lin.sync();
        for laptop in [&li, &hq] {
            laptop.sync();
        }
        company.time.pass_minutes(10);
        Self { company, wang, li, lin, hq, cards }
    }

    /// How many of them he holds whole.
    pub fn held(&self) -> usize {
        self.cards.iter().filter(|card| self.li.holds(card) == Some(true)).count()
    }

    /// What he is asked before much goes.
    pub fn asked(&self) -> Value {
        self.li.done("sync_page", Value::Null)["letGo"].clone()
    }

    /// A fault at the server: words that no fact founds.
    pub fn mistake(&mut self) {
        self.mistake_that_cites(|_| None);
    }

    /// The same, with acts that do not say so.
    pub fn mistake_that_cites(&mut self, act: impl Fn(&str) -> Option<RecordId>) {
        let enrolment = self.li.desk.opened().expect("open").workspace().identity().enrolment;
        let now = self.company.time.now();
        let cited: Vec<_> = self.cards.iter().map(|card| act(card)).collect();
        self.company.stop_server();
        let storage = Folder::new(self.company.data()).open().expect("the store");
        let mut write = storage.write().expect("a transaction");
        for (card, act) in self.cards.iter().zip(cited) {
            let card = Laptop::card_id(card);
            write.release(enrolment, card, Depth::Envelope, act, now).expect("a word");
        }
        write.commit().expect("committed");
        drop(storage);
        self.company.start_server();
    }
}

impl Laptop {
    /// Headquarters writes in the book that somebody has left, or is back.
    pub fn write_person(&self, person: &str, left: bool) -> RecordId {
        let book = self.desk.opened().expect("open").workspace().book().clone();
        let known = book.company.people[&PersonId::new(person)].latest().expect("a person");
        let payload = facts::payload::Person {
            id: person.to_owned(),
            name: known.name.clone(),
            roles: known.roles.iter().map(|role| role.name().to_owned()).collect(),
            territory: known.territory.as_ref().map(|territory| territory.to_string()),
            left,
            ..facts::payload::Person::default()
        };
        self.write_in_the_book(facts::kind::PERSON, payload.encode())
    }

    /// Headquarters writes in the book that a fair has another supervisor.
    pub fn write_supervisor(&self, fair: &str, supervisor: &str) -> RecordId {
        let book = self.desk.opened().expect("open").workspace().book().clone();
        let known = book.company.fairs[&FairId::new(fair)].latest().expect("a fair");
        let payload = facts::payload::Fair {
            id: fair.to_owned(),
            name: known.name.clone(),
            place: known.place.clone(),
            territory: known.territory.to_string(),
            supervisor: supervisor.to_owned(),
            days: known.days.iter().map(ToString::to_string).collect(),
            closes: known.closes.to_string(),
            team: known.team.iter().map(ToString::to_string).collect(),
            ..facts::payload::Fair::default()
        };
        self.write_in_the_book(facts::kind::FAIR, payload.encode())
    }

    /// Headquarters writes in the book, and tells the server.
    pub fn write_in_the_book(&self, kind: &'static str, payload: Vec<u8>) -> RecordId {
        let seed = *blake3::hash(&payload).as_bytes();
        let now = app::Now { stamp: self.clock.stamp(), seed };
        let entry = app::workspace::Fresh::open(kind, payload);
        let opened = self.desk.opened().expect("open");
        let signed = opened.workspace().sign(vec![entry], &now).expect("signed");
        self.sync();
        signed[0].id()
    }
}
