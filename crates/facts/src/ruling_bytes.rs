//! A ruling as bytes: what replicas compare, and what the server registers.
//!
//! Written by hand and in full, so that the bytes change only when somebody means them to: the same
//! facts give the same bytes on every machine, reasons included (rulebook M1).

use std::convert::Infallible;

use domain::act::Target;
use domain::card::Says;
use domain::places::DivisionCode;
use domain::ruling::{
    ActOutcome, Authority, CardStanding, Case, Cause, Level, Out, Outcome, Owner, Reason, Ruling,
    Territory, TieStep, Turn,
};
use domain::time::Instant;
use domain::{CardId, PersonId};
use minicbor::Encoder;

/// The canonical bytes of a ruling.
pub fn ruling_bytes(ruling: &Ruling) -> Vec<u8> {
    let mut bytes = Vec::new();
    Writer(Encoder::new(&mut bytes)).ruling(ruling);
    bytes
}

/// Their hash.
pub fn ruling_hash(ruling: &Ruling) -> [u8; 32] {
    blake3::derive_key("fairlead 2026 ruling v1", &ruling_bytes(ruling))
}

struct Writer<'a>(Encoder<&'a mut Vec<u8>>);

impl Writer<'_> {
    fn ruling(&mut self, ruling: &Ruling) {
        // Version 1 wrote no case. What it rules has these bytes for ever: registrations name their hash.
        let version = ruling.version();
        self.list(if version == 1 { 17 } else { 18 });
        self.number(version.into());
        self.card(&ruling.customer);
        self.number(territory(ruling.territory));
        self.maybe(ruling.effective.as_ref(), Self::card);
        self.flag(ruling.undecided);
        self.owner(&ruling.owner);
        self.maybe(ruling.founded_on.as_ref(), |w, id| w.bytes(&id.0));
        self.maybe(ruling.assigned_at.as_ref(), Self::instant);
        self.maybe(ruling.proposal.as_ref(), Self::person);
        self.authority(&ruling.authority);
        self.each(ruling.helpers.iter(), Self::person);
        self.maybe(ruling.credit.as_ref(), Self::person);
        self.each(ruling.cards.iter(), Self::standing);
        self.each(ruling.acts.iter(), Self::act);
        self.each(ruling.reasons.iter(), Self::reason);
        self.each(ruling.turns.iter(), Self::turn);
        self.each(ruling.alerts.iter(), |w, alert| {
            w.list(3);
            w.text(alert.kind.name());
            w.person(&alert.person);
            w.maybe(alert.card.as_ref(), Self::card);
        });
        if version > 1 {
            self.maybe(ruling.case.as_ref(), Self::case);
        }
    }

    fn case(&mut self, case: &Case) {
        self.list(11);
        self.outcome(&case.standing);
        self.outcome(&case.proposed);
        self.each(case.helpers.iter(), Self::person);
        self.each(case.reasons.iter(), Self::reason);
        self.each(case.joined.iter(), Self::outcome);
        self.each(case.because.iter(), Self::cause);
        self.instant(&case.since);
        self.authority(&case.authority);
        self.maybe(case.served.as_ref(), Self::instant);
        self.flag(case.recommended);
        self.maybe(case.appeal.as_ref(), |w, appeal| w.bytes(&appeal.id.0));
    }

    fn outcome(&mut self, outcome: &Outcome) {
        self.list(3);
        self.maybe(outcome.effective.as_ref(), Self::card);
        self.owner(&outcome.owner);
        self.maybe(outcome.credit.as_ref(), Self::person);
    }

    fn cause(&mut self, cause: &Cause) {
        match cause {
            Cause::LateCard { card, by, at, came } => {
                self.tag(0, 4);
                self.card(card);
                self.person(by);
                self.instant(at);
                self.maybe(came.as_ref(), Self::instant);
            }
            Cause::Out { card, by, why } => {
                self.tag(1, 3);
                self.card(card);
                self.person(by);
                self.out(why);
            }
            Cause::Parted { card } => {
                self.tag(2, 1);
                self.card(card);
            }
            Cause::Incompetent { by, rule } => {
                self.tag(3, 2);
                self.person(by);
                self.text(rule.id());
            }
            Cause::LateAct { by, at } => {
                self.tag(4, 2);
                self.person(by);
                self.instant(at);
            }
            Cause::Evidence { card, by } => {
                self.tag(5, 2);
                self.card(card);
                self.person(by);
            }
            Cause::Corrected { card, by, at } => {
                self.tag(6, 3);
                self.card(card);
                self.person(by);
                self.instant(at);
            }
        }
    }

    fn owner(&mut self, owner: &Owner) {
        match owner {
            Owner::Person(person) => self.pair(0, person.as_str()),
            Owner::Pool(territory) => self.pair(1, territory.as_str()),
            Owner::Company => self.pair(2, ""),
            Owner::None => self.pair(3, ""),
        }
    }

    fn authority(&mut self, authority: &Authority) {
        match authority {
            Authority::Person(person) => self.pair(0, person.as_str()),
            Authority::Hq => self.pair(1, ""),
        }
    }

    fn target(&mut self, target: &Target) {
        match target {
            Target::Person(person) => self.pair(0, person.as_str()),
            Target::Pool(territory) => self.pair(1, territory.as_str()),
        }
    }

    fn standing(&mut self, standing: &CardStanding) {
        self.list(5);
        self.card(&standing.card);
        self.person(&standing.signer);
        self.instant(&standing.at);
        self.maybe(standing.out.as_ref(), Self::out);
        self.flag(standing.complete);
    }

    fn out(&mut self, out: &Out) {
        match out {
            Out::Withdrawn => self.tag(0, 0),
            Out::AfterRevocation => self.tag(1, 0),
            Out::Leaver => self.tag(2, 0),
            Out::Unattended => self.tag(3, 0),
            Out::Late { deadline, came } => {
                self.tag(4, 2);
                self.instant(deadline);
                self.maybe(came.as_ref(), Self::instant);
            }
            Out::SameSigner { earlier } => {
                self.tag(5, 1);
                self.card(earlier);
            }
            Out::Departed => self.tag(7, 0),
            Out::ThroughOwn { other } => {
                self.tag(6, 1);
                self.card(other);
            }
        }
    }

    fn act(&mut self, act: &ActOutcome) {
        self.list(7);
        self.bytes(&act.act.0);
        self.person(&act.by);
        self.target(&act.to);
        self.instant(&act.at);
        self.text(&act.reason);
        self.maybe(act.void.as_ref(), |w, rule| w.text(rule.id()));
        self.flag(act.founds);
    }

    fn reason(&mut self, reason: &Reason) {
        match reason {
            Reason::FirstSignature { card, by, at, next } => {
                self.tag(0, 4);
                self.card(card);
                self.person(by);
                self.instant(at);
                self.maybe(next.as_ref(), |w, (card, by, minutes)| {
                    w.list(3);
                    w.card(card);
                    w.person(by);
                    w.number(*minutes);
                });
            }
            Reason::ClockCorrected { card, by, claimed, corrected } => {
                self.tag(1, 4);
                self.card(card);
                self.person(by);
                self.instant(claimed);
                self.instant(corrected);
            }
            Reason::NotProven { card, by } => {
                self.tag(2, 2);
                self.card(card);
                self.person(by);
            }
            Reason::Tie { card, by, step, over } => {
                self.tag(3, 4);
                self.card(card);
                self.person(by);
                self.number(tie_step(*step));
                self.each(over.iter(), Self::card);
            }
            Reason::CardOut { card, by, why } => {
                self.tag(4, 3);
                self.card(card);
                self.person(by);
                self.out(why);
            }
            Reason::NoLiveCard => self.tag(5, 0),
            Reason::Helpers { who, whom } => {
                self.tag(6, 2);
                self.each(who.iter(), Self::person);
                self.maybe(whom.as_ref(), Self::person);
            }
            Reason::Credit { person } => {
                self.tag(7, 1);
                self.person(person);
            }
            Reason::Territory { territory: which, site, home, fair } => {
                self.tag(8, 4);
                self.number(territory(*which));
                self.maybe(site.as_ref(), Self::site);
                self.maybe(home.as_ref(), |w, home| w.text(home.as_str()));
                self.maybe(fair.as_ref(), |w, fair| w.text(fair.as_str()));
            }
            Reason::SitesContradict => self.tag(9, 0),
            Reason::WaitsForHeadquarters => self.tag(10, 0),
            Reason::WaitsFor { authority } => {
                self.tag(11, 1);
                self.authority(authority);
            }
            Reason::Proposed { person } => {
                self.tag(12, 1);
                self.person(person);
            }
            Reason::Mentor { trainee, mentor } => {
                self.tag(13, 2);
                self.person(trainee);
                self.person(mentor);
            }
            Reason::EqualShare => self.tag(14, 0),
            Reason::Assigned { by, level: on, to, at, reason, out_of_territory } => {
                self.tag(15, 6);
                self.person(by);
                self.number(level(*on));
                self.target(to);
                self.instant(at);
                self.text(reason);
                self.flag(*out_of_territory);
            }
            Reason::VoidAct { rule, by, to, at } => {
                self.tag(16, 4);
                self.text(rule.id());
                self.person(by);
                self.target(to);
                self.instant(at);
            }
            Reason::Outranked { by, to, at, out_of_territory } => {
                self.tag(27, 4);
                self.person(by);
                self.target(to);
                self.instant(at);
                self.flag(*out_of_territory);
            }
            Reason::Adopted { card, author, revoked, by, at, reason } => {
                self.tag(29, 6);
                self.maybe(card.as_ref(), Self::card);
                self.person(author);
                self.instant(revoked);
                self.person(by);
                self.instant(at);
                self.text(reason);
            }
            Reason::Joined { cards } => {
                self.tag(28, 1);
                self.each(cards.iter(), Self::card);
            }
            Reason::OwnerStays { person } => {
                self.tag(17, 1);
                self.person(person);
            }
            Reason::Disputed { card, by, said } => {
                self.tag(23, 5);
                self.card(card);
                self.person(by);
                self.maybe(said.by.as_ref(), Self::person);
                self.number(says(said.says));
                self.instant(&said.at);
            }
            Reason::Unseen { card, person, served } => {
                self.tag(18, 3);
                self.card(card);
                self.person(person);
                self.maybe(served.as_ref(), Self::instant);
            }
            Reason::Stands { since } => {
                self.tag(19, 1);
                self.instant(since);
            }
            Reason::CaseOpen { authority } => {
                self.tag(20, 1);
                self.authority(authority);
            }
            Reason::CaseDecided { by, at, adopted, reason } => {
                self.tag(21, 4);
                self.person(by);
                self.instant(at);
                self.flag(*adopted);
                self.text(reason);
            }
            Reason::Corrected { card, by, at, fields, instead_of, approved_by } => {
                self.tag(24, 6);
                self.card(card);
                self.person(by);
                self.instant(at);
                self.list(fields.len() as u64);
                fields.iter().for_each(|field| self.text(field.name()));
                self.maybe(instead_of.as_ref(), Self::instant);
                self.person(approved_by);
            }
            Reason::Excused { card, signer, by, at, reason, restored } => {
                self.tag(25, 6);
                self.card(card);
                self.person(signer);
                self.person(by);
                self.instant(at);
                self.text(reason);
                self.flag(*restored);
            }
            Reason::Dealt { person, fair, cards, people, equal } => {
                self.tag(26, 5);
                self.person(person);
                self.text(fair.as_str());
                self.number(i64::from(*cards));
                self.number(i64::from(*people));
                self.flag(*equal);
            }
            Reason::VoidDecision { rule, by, at } => {
                self.tag(22, 3);
                self.text(rule.id());
                self.person(by);
                self.instant(at);
            }
        }
    }

    fn turn(&mut self, turn: &Turn) {
        match turn {
            Turn::EarlierSignature { before } => {
                self.tag(0, 1);
                self.instant(before);
            }
            Turn::ExcusedLateness { card, by } => {
                self.tag(1, 2);
                self.card(card);
                self.person(by);
            }
            Turn::Assignment { authority } => {
                self.tag(2, 1);
                self.authority(authority);
            }
            Turn::TieRuling => self.tag(3, 0),
            Turn::CaseDecision { authority } => {
                self.tag(4, 1);
                self.authority(authority);
            }
        }
    }

    /// A variant: its number, then its fields.
    fn tag(&mut self, variant: i64, fields: u64) {
        self.list(fields + 1);
        self.number(variant);
    }

    fn pair(&mut self, variant: i64, text: &str) {
        self.list(2);
        self.number(variant);
        self.text(text);
    }

    fn maybe<T>(&mut self, value: Option<&T>, write: impl FnOnce(&mut Self, &T)) {
        match value {
            Some(value) => write(self, value),
            None => sure(self.0.null().map(drop)),
        }
    }

    fn each<'t, T: 't>(
        &mut self,
        values: impl ExactSizeIterator<Item = &'t T>,
        mut write: impl FnMut(&mut Self, &T),
    ) {
        self.list(values.len() as u64);
        values.for_each(|value| write(self, value));
    }

    fn list(&mut self, len: u64) {
        sure(self.0.array(len).map(drop));
    }

    fn number(&mut self, number: i64) {
        sure(self.0.i64(number).map(drop));
    }

    fn flag(&mut self, flag: bool) {
        sure(self.0.bool(flag).map(drop));
    }

    fn text(&mut self, text: &str) {
        sure(self.0.str(text).map(drop));
    }

    fn bytes(&mut self, bytes: &[u8]) {
        sure(self.0.bytes(bytes).map(drop));
    }

    fn card(&mut self, card: &CardId) {
        self.bytes(&card.0);
    }

    fn person(&mut self, person: &PersonId) {
        self.text(person.as_str());
    }

    fn instant(&mut self, at: &Instant) {
        self.number(at.0);
    }

    fn site(&mut self, site: &DivisionCode) {
        self.number(site.get().into());
    }
}

fn sure(result: Result<(), minicbor::encode::Error<Infallible>>) {
    result.expect("encoding into a Vec cannot fail");
}

fn territory(territory: Territory) -> i64 {
    match territory {
        Territory::In => 0,
        Territory::Out => 1,
        Territory::Unknown => 2,
    }
}

fn level(level: Level) -> i64 {
    match level {
        Level::Supervisor => 0,
        Level::RegionalManager => 1,
        Level::Headquarters => 2,
    }
}

fn says(says: Says) -> i64 {
    match says {
        Says::SignedAt => 0,
        Says::NotBefore => 1,
        Says::NotAfter => 2,
        Says::Elsewhere => 3,
    }
}

fn tie_step(step: TieStep) -> i64 {
    match step {
        TieStep::CustomersHand => 1,
        TieStep::Documented => 2,
        TieStep::Department => 3,
        TieStep::Lot => 4,
    }
}
