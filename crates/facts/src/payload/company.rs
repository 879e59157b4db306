//! The company's book: who belongs to it, where it is at home, its fairs, days and parameters.

use std::collections::BTreeMap;

use minicbor::{Decode, Encode};

use super::{CardBytes, RecordBytes};

payloads! {
    /// Ranking part of the founding record. The company's id is the hash of the server's key.
    Company {
        /// As people write it.
        0 name: String,
        /// IANA time zone.
        1 zone: String,
        /// The server's Ed25519 key.
        2 server_key: RecordBytes,
        /// The server's enrolment.
        3 server: CardBytes,
    }
    /// A person.
    Person {
        /// Id.
        0 id: String,
        /// Name.
        1 name: String,
        /// Roles by their rulebook names.
        2 roles: Vec<String>,
        /// Capabilities.
        3 capabilities: Vec<String>,
        /// Home territory.
        4 territory: Option<String>,
        /// Division.
        5 division: Option<String>,
        /// Mentor.
        6 mentor: Option<String>,
        /// True from the day the person left (OWN-14).
        7 left: bool,
        /// The version that its author had before him; none for the first.
        8 after: Option<RecordBytes>,
    }
    /// One territory.
    Territory {
        /// Id.
        0 id: String,
        /// Name.
        1 name: String,
        /// Division codes.
        2 regions: Vec<u32>,
        /// Regional manager.
        3 head: Option<String>,
    }
    /// The whole table.
    Territories {
        /// All of them.
        0 table: Vec<Territory>,
        /// The version that its author had before him; none for the first.
        1 after: Option<RecordBytes>,
    }
    /// One division of the company.
    Division {
        /// Id.
        0 id: String,
        /// Name.
        1 name: String,
        /// Head.
        2 head: Option<String>,
    }
    /// All divisions.
    Divisions {
        /// All of them.
        0 table: Vec<Division>,
        /// The version that its author had before him; none for the first.
        1 after: Option<RecordBytes>,
    }
    /// A fair.
    Fair {
        /// Id.
        0 id: String,
        /// Name.
        1 name: String,
        /// Place.
        2 place: String,
        /// Hosting territory.
        3 territory: String,
        /// Supervisor.
        4 supervisor: String,
        /// Days as `2026-03-12`.
        5 days: Vec<String>,
        /// Closing time as `17:00`.
        6 closes: String,
        /// Team.
        7 team: Vec<String>,
        /// Whom one calls at the organiser's (B1).
        8 organiser: String,
        /// Who looks at the rivals (FAIR-12).
        9 intel: Vec<String>,
        /// What the fair is to bring (B1).
        10 goals: String,
        /// The fair that it was copied from: what was prepared for that one is a pattern for this one.
        11 copied_from: Option<String>,
        /// The version that its author had before him; none for the first.
        12 after: Option<RecordBytes>,
    }
    /// An event.
    Event {
        /// Id.
        0 id: String,
        /// Name.
        1 name: String,
        /// Date.
        2 date: String,
    }
    /// Holidays.
    Holidays {
        /// Days as `2026-05-01`.
        0 days: Vec<String>,
        /// The version that its author had before him; none for the first.
        1 after: Option<RecordBytes>,
    }
    /// Parameters that change; the others stay.
    Parameters {
        /// Name to value, as the rulebook writes them.
        0 set: BTreeMap<String, String>,
        /// The newest change of any parameter that its author had before him.
        1 after: Option<RecordBytes>,
    }
    /// An entry of headquarters that counts.
    Endorsement {
        /// Which record.
        0 entry: RecordBytes,
        /// From when: its corrected signing time, milliseconds since 1970 UTC.
        1 at_ms: i64,
    }
}
