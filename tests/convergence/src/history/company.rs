//! The paper company: who is in it, and its founding.

use domain::places::resolve;
use facts::{kind, payload};

use super::{History, Who};

/// Id, roles, territory.
pub(super) const PEOPLE: [(&str, &[&str], &str); 7] = [
    ("lin", &["regional_manager"], "south"),
    ("wang", &["rep"], "south"),
    ("li", &["rep"], "south"),
    ("sun", &["rep", "group_leader"], "south"),
    ("chen", &["rep"], "east"),
    ("zheng", &["hq"], ""),
    ("xu", &["crm_centre"], ""),
];

impl History {
    pub(super) fn write_company(&mut self) {
        let server_key = self.server.signer.public().to_bytes();
        let server = *self.server.head.log.enrolment.as_bytes();
        self.by_server(
            kind::COMPANY,
            payload::Company {
                name: "纸上公司".into(),
                zone: "Asia/Shanghai".into(),
                server_key: server_key.into(),
                server: server.into(),
            }
            .encode(),
        );
        let code = |place: &str| resolve(place).map(|code| code.get()).into_iter();
        let table =
            [("south", "广东", "lin"), ("east", "江苏", "jiang")].map(|(id, place, head)| {
                payload::Territory {
                    id: id.into(),
                    name: id.into(),
                    regions: code(place).collect(),
                    head: Some(head.into()),
                }
            });
        let territories = payload::Territories { table: table.to_vec(), after: None };
        self.by_server(kind::TERRITORIES, territories.encode());
        for who in PEOPLE {
            self.by_server(kind::PERSON, person(who).encode());
        }
        let fair = payload::Fair {
            id: "F1".into(),
            name: "F1".into(),
            place: "广东深圳".into(),
            territory: "south".into(),
            supervisor: "lin".into(),
            days: vec!["2026-03-12".into(), "2026-03-13".into()],
            closes: "17:00".into(),
            team: ["wang", "li", "sun", "chen"].map(String::from).to_vec(),
            ..Default::default()
        };
        self.by_server(kind::FAIR, fair.encode());
        for i in 0..self.desks.len() {
            let desk = &self.desks[i];
            let enrolment = payload::Enrolment {
                id: (*desk.head.log.enrolment.as_bytes()).into(),
                person: desk.person.to_owned(),
                signing_key: desk.signer.public().to_bytes().into(),
                recipient: String::new(),
                device: desk.person.to_owned(),
            };
            self.by_server(kind::ENROLMENT, enrolment.encode());
        }
    }

    /// Somebody leaves.
    pub(super) fn leave(&mut self, who: Who) {
        let payload = payload::Person { left: true, ..person(PEOPLE[who]) };
        self.by_server(kind::PERSON, payload.encode());
    }
}

fn person((id, roles, territory): (&str, &[&str], &str)) -> payload::Person {
    payload::Person {
        id: id.into(),
        name: id.into(),
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        territory: (!territory.is_empty()).then(|| territory.to_owned()),
        ..Default::default()
    }
}
