//! One reason as a key and its arguments.

use std::collections::BTreeMap;

use domain::act::Target;
use domain::card::Says;
use domain::ruling::{Authority, Level, Out, Reason, Ruling, Territory, TieStep, Turn};
use domain::time::Instant;
use domain::{CardId, PersonId};
use facts::Book;
use serde_json::{Value, json};

use crate::view::ReasonView;

/// Gathers the arguments of a sentence.
pub(super) struct Args<'a>(&'a Book, BTreeMap<String, Value>);

impl<'a> Args<'a> {
    pub(super) fn new(book: &'a Book) -> Self {
        Self(book, BTreeMap::new())
    }

    pub(super) fn put(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.1.insert(name.to_owned(), value.into());
        self
    }

    pub(super) fn at(self, name: &str, at: Instant) -> Self {
        self.put(name, at.0)
    }

    pub(super) fn person(self, name: &str, person: &PersonId) -> Self {
        let text = name_of(self.0, person);
        self.put(name, text)
    }

    pub(super) fn card(self, card: CardId) -> Self {
        self.put("card", card.to_string())
    }

    fn target(self, to: &Target) -> Self {
        match to {
            Target::Person(person) => self.person("to", person).put("toPool", false),
            Target::Pool(territory) => {
                let name = territory_name(self.0, territory.as_str());
                self.put("to", name).put("toPool", true)
            }
        }
    }

    fn authority(self, authority: &Authority) -> Self {
        match authority {
            Authority::Person(person) => self.person("authority", person).put("hq", false),
            Authority::Hq => self.put("authority", "").put("hq", true),
        }
    }

    pub(super) fn done(self, rule: domain::Rule, key: &str) -> ReasonView {
        ReasonView { rule: rule.id().to_owned(), key: key.to_owned(), args: self.1 }
    }
}

/// A person's newest name.
pub(super) fn name_of(book: &Book, person: &PersonId) -> String {
    let known = book.company.people.get(person).and_then(|versions| versions.latest());
    known.map_or_else(|| person.to_string(), |known| known.name.clone())
}

/// A territory's newest name.
pub(crate) fn territory_name(book: &Book, id: &str) -> String {
    let table = book.company.territories.latest();
    let known = table.and_then(|table| table.0.values().find(|t| t.id.as_str() == id));
    known.map_or_else(|| id.to_owned(), |known| known.name.clone())
}

fn fair_name(book: &Book, id: &domain::FairId) -> String {
    let known = book.company.fairs.get(id).and_then(|versions| versions.latest());
    known.map_or_else(|| id.to_string(), |known| known.name.clone())
}

/// A reason for people.
pub fn reason_view(reason: &Reason, book: &Book) -> ReasonView {
    let args = Args::new(book);
    let (key, args) = match reason {
        Reason::FirstSignature { card, by, at, next } => {
            let args = args.card(*card).person("by", by).at("atMs", *at);
            let args = match next {
                Some((_, next, minutes)) => {
                    args.person("nextBy", next).put("nextMinutes", *minutes)
                }
                None => args,
            };
            ("first_signature", args)
        }
        Reason::ClockCorrected { card, by, claimed, corrected } => (
            "clock_corrected",
            args.card(*card)
                .person("by", by)
                .at("claimedMs", *claimed)
                .at("correctedMs", *corrected),
        ),
        Reason::NotProven { card, by } => ("not_proven", args.card(*card).person("by", by)),
        Reason::Disputed { card, by, said } => {
            let args = args.card(*card).person("by", by).put("says", says_name(said.says));
            let args = match &said.by {
                Some(giver) => args.person("giver", giver),
                None => args,
            };
            ("disputed", args.at("atMs", said.at))
        }
        Reason::Tie { card, by, step, .. } => {
            ("tie", args.card(*card).person("by", by).put("step", step_name(*step)))
        }
        Reason::CardOut { card, by, why } => {
            ("card_out", out_args(args.card(*card).person("by", by), why))
        }
        Reason::Corrected { card, by, at, fields, instead_of, approved_by } => {
            let fields: Vec<_> = fields.iter().map(|field| field.name()).collect();
            let args = args.card(*card).person("by", by).at("atMs", *at);
            let was_ms = instead_of.map_or(Value::Null, |was| json!(was.0));
            let args = args.put("fields", json!(fields)).put("insteadOfMs", was_ms);
            ("corrected", args.person("approvedBy", approved_by))
        }
        Reason::Excused { card, signer, by, at, reason, restored } => (
            "excused",
            args.card(*card)
                .person("signer", signer)
                .person("by", by)
                .at("atMs", *at)
                .put("reason", reason.clone())
                .put("restored", *restored),
        ),
        Reason::Adopted { card, author, revoked, by, at, reason } => {
            let args = args
                .person("author", author)
                .at("revokedMs", *revoked)
                .person("by", by)
                .at("atMs", *at)
                .put("reason", reason.clone());
            match card {
                Some(card) => ("adopted", args.card(*card)),
                None => ("adopted_act", args),
            }
        }
        Reason::NoLiveCard => ("no_live_card", args),
        Reason::Helpers { who, whom } => {
            let names: Vec<String> = who.iter().map(|person| name_of(book, person)).collect();
            let args = args.put("who", json!(names.join("、")));
            let args = match whom {
                Some(whom) => args.person("whom", whom),
                None => args,
            };
            ("helpers", args)
        }
        Reason::Credit { person } => ("credit", args.person("person", person)),
        Reason::Territory { territory, site, home, fair } => {
            let site = site.map(|site| site.name()).unwrap_or_default();
            let home = home.as_ref().map(|home| territory_name(book, home.as_str()));
            let fair = fair.as_ref().map(|fair| fair_name(book, fair));
            let args = args.put("territory", territory_word(*territory)).put("site", site);
            (
                "territory",
                args.put("home", home.unwrap_or_default()).put("fair", fair.unwrap_or_default()),
            )
        }
        Reason::SitesContradict => ("sites_contradict", args),
        Reason::WaitsForHeadquarters => ("waits_for_headquarters", args),
        Reason::WaitsFor { authority } => ("waits_for", args.authority(authority)),
        Reason::Proposed { person } => ("proposed", args.person("person", person)),
        Reason::Mentor { trainee, mentor } => {
            ("mentor", args.person("trainee", trainee).person("mentor", mentor))
        }
        Reason::EqualShare => ("equal_share", args),
        Reason::Assigned { by, level, to, at, reason, .. } => (
            "assigned",
            args.person("by", by)
                .target(to)
                .at("atMs", *at)
                .put("reason", reason.clone())
                .put("level", level_name(*level)),
        ),
        Reason::Dealt { person, fair, cards, people, equal } => (
            "dealt",
            args.person("person", person)
                .put("fair", fair_name(book, fair))
                .put("cards", *cards)
                .put("people", *people)
                .put("equal", *equal),
        ),
        Reason::VoidAct { by, to, at, .. } => {
            ("void_act", args.person("by", by).target(to).at("atMs", *at))
        }
        Reason::Outranked { by, to, at, .. } => {
            ("outranked", args.person("by", by).target(to).at("atMs", *at))
        }
        Reason::Joined { .. } => ("joined", args),
        Reason::OwnerStays { person } => ("owner_stays", args.person("person", person)),
        Reason::Unseen { card, person, served } => {
            let args = args.card(*card).person("person", person);
            let served_ms = served.map_or(Value::Null, |at| json!(at.0));
            ("unseen", args.put("servedMs", served_ms))
        }
        Reason::Stands { since } => ("stands", args.at("sinceMs", *since)),
        Reason::CaseOpen { authority } => ("case_open", args.authority(authority)),
        Reason::CaseDecided { by, at, adopted, reason } => (
            "case_decided",
            args.person("by", by)
                .at("atMs", *at)
                .put("adopted", *adopted)
                .put("reason", reason.clone()),
        ),
        Reason::VoidDecision { by, at, .. } => {
            ("void_decision", args.person("by", by).at("atMs", *at))
        }
    };
    args.done(reason.rule(), key)
}

/// What would change a ruling, for people.
pub fn turn_view(turn: &Turn, book: &Book) -> ReasonView {
    use domain::Rule;
    let args = Args::new(book);
    match turn {
        Turn::EarlierSignature { before } => {
            args.at("beforeMs", *before).done(Rule::Dup01, "earlier_signature")
        }
        Turn::ExcusedLateness { card, by } => {
            args.card(*card).person("by", by).done(Rule::Own08, "excused_lateness")
        }
        Turn::Assignment { authority } => {
            let rule = if *authority == Authority::Hq { Rule::Own04 } else { Rule::Own05 };
            args.authority(authority).done(rule, "assignment")
        }
        Turn::TieRuling => args.done(Rule::Dup07, "tie_ruling"),
        Turn::CaseDecision { authority } => {
            args.authority(authority).done(Rule::Own12, "case_decision")
        }
    }
}

/// The one reason that says most about a card: that something waits for a decision, why it is out, to whom it was
/// dealt or assigned, or what it waits for.
pub fn headline(ruling: &Ruling, card: CardId) -> Option<&Reason> {
    let find = |wanted: fn(&Reason) -> bool| ruling.reasons.iter().find(|reason| wanted(reason));
    let dealt = find(|reason| matches!(reason, Reason::Dealt { .. }));
    let given = dealt.or_else(|| find(|reason| matches!(reason, Reason::Assigned { .. })));
    let out = ruling.reasons.iter().find(|reason| match reason {
        Reason::CardOut { card: of, why, .. } if *of == card => match why {
            Out::SameSigner { .. } => false,
            // That it went to the pool says nothing any more once somebody was given it.
            Out::Unattended => given.is_none(),
            _ => true,
        },
        _ => false,
    });
    let contest = || {
        let several = ruling.cards.len() > 1;
        let tie = find(|reason| matches!(reason, Reason::Tie { .. }));
        tie.or_else(|| find(|reason| matches!(reason, Reason::FirstSignature { .. })))
            .filter(|_| several)
    };
    let open = find(|reason| matches!(reason, Reason::CaseOpen { .. } | Reason::Unseen { .. }));
    open.or(out)
        .or(given)
        .or_else(contest)
        .or_else(|| find(|reason| matches!(reason, Reason::WaitsForHeadquarters)))
        .or_else(|| find(|reason| matches!(reason, Reason::WaitsFor { .. })))
        .or_else(|| ruling.reasons.first())
}

pub(super) fn out_args<'a>(args: Args<'a>, why: &Out) -> Args<'a> {
    match why {
        Out::Withdrawn => args.put("why", "withdrawn"),
        Out::AfterRevocation => args.put("why", "after_revocation"),
        Out::Leaver => args.put("why", "leaver"),
        Out::Departed => args.put("why", "departed"),
        Out::Unattended => args.put("why", "unattended"),
        Out::Late { deadline, came } => {
            let args = args.put("why", "late").at("deadlineMs", *deadline);
            args.put("cameMs", came.map_or(Value::Null, |came| json!(came.0)))
        }
        Out::SameSigner { .. } => args.put("why", "same_signer"),
        Out::ThroughOwn { .. } => args.put("why", "through_own"),
    }
}

fn says_name(says: Says) -> &'static str {
    match says {
        Says::SignedAt => "signed_at",
        Says::NotBefore => "not_before",
        Says::NotAfter => "not_after",
        Says::Elsewhere => "elsewhere",
    }
}

fn step_name(step: TieStep) -> &'static str {
    match step {
        TieStep::CustomersHand => "customers_hand",
        TieStep::Documented => "documented",
        TieStep::Department => "department",
        TieStep::Lot => "lot",
    }
}

fn level_name(level: Level) -> &'static str {
    match level {
        Level::Supervisor => "supervisor",
        Level::RegionalManager => "regional_manager",
        Level::Headquarters => "hq",
    }
}

/// `in`, `out` or `unknown`.
pub(crate) fn territory_word(territory: Territory) -> &'static str {
    match territory {
        Territory::In => "in",
        Territory::Out => "out",
        Territory::Unknown => "unknown",
    }
}
