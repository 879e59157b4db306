//! The first day's evening: what is handed in and sealed, and who is to answer for what.

use domain::fair::penalty::Offence;
use facts::{kind, payload};

use super::company::PEOPLE;
use super::{History, Who};

impl History {
    /// With the nth draft, which stays open.
    pub(super) fn hand_in(&mut self, who: Who, draft: usize) {
        let payload = payload::HandIn {
            fair: "F1".into(),
            day: "2026-03-12".into(),
            drafts: self.nth_draft(draft).into_iter().map(payload::card_bytes).collect(),
            ..Default::default()
        };
        self.by(who, kind::HAND_IN, payload.encode());
    }

    /// With all cards so far.
    pub(super) fn seal(&mut self, who: Who) {
        let payload = payload::Seal {
            fair: "F1".into(),
            day: "2026-03-12".into(),
            cards: self.cards.iter().map(|card| payload::card_bytes(*card)).collect(),
            ..Default::default()
        };
        self.by(who, kind::SEAL, payload.encode());
    }

    /// The day's package.
    pub(super) fn excuse(&mut self, who: Who, excused: bool) {
        let (fair, day) = ("F1".into(), "2026-03-12".into());
        let payload = payload::PackageExcused { fair, day, excused };
        self.by(who, kind::PACKAGE_EXCUSED, payload.encode());
    }

    pub(super) fn speak(
        &mut self,
        who: Who,
        part: usize,
        [offence, person, about]: [usize; 3],
        verdict: usize,
    ) {
        let offence = Offence::ALL[offence % Offence::ALL.len()];
        let about_one = matches!(offence, Offence::EvaluationOmitted | Offence::CountersignMissing);
        let matter = payload::Matter {
            fair: "F1".into(),
            day: "2026-03-12".into(),
            offence: offence.name().into(),
            person: PEOPLE[person % PEOPLE.len()].0.into(),
            about: about_one.then(|| PEOPLE[about % PEOPLE.len()].0.into()),
        };
        match part % 3 {
            0 => {
                let way = [None, Some("written"), Some("spoken")][verdict % 3].map(str::to_owned);
                self.by(who, kind::PENALTY_TOLD, payload::PenaltyTold { matter, way }.encode())
            }
            1 => {
                let heard = payload::PenaltyHeard { matter, declines: false };
                self.by(who, kind::PENALTY_HEARD, heard.encode())
            }
            _ => {
                let verdict = ["uphold", "waive", "milder"][verdict % 3].to_owned();
                let amount = (verdict == "milder").then_some(50);
                let seen = Vec::new();
                let decided = payload::PenaltyDecided { matter, verdict, amount, seen };
                self.by(who, kind::PENALTY_DECIDED, decided.encode())
            }
        };
    }
}
