//! Proposals and hearings on a fair of one day, by hand.

use std::collections::BTreeSet;

use super::call::{Proposal, proposals};
use super::hearing::{
    Acts, Affair, Decision, Delivered, Statement, Told, Verdict, Way, affairs, may_decide,
};
use super::{Matter, Measure, Offence};
use crate::card::{Act, SigningTime};
use crate::company::{Company, Fair, Person, Role};
use crate::fair::diary::{Diary, Entry, Late};
use crate::fair::package::Sealed;
use crate::ids::{CardId, FactId, FairId, PersonId, TerritoryId};
use crate::rule::Rule;
use crate::time::{Day, Instant, TimeOfDay, Zone};

const HOUR_MS: i64 = 3_600_000;

fn zone() -> Zone {
    Zone::named("Asia/Shanghai").expect("it is compiled in")
}

/// A Thursday.
fn day() -> Day {
    Day::parse("2026-03-12").expect("a day")
}

fn at(time: &str) -> Instant {
    zone().at(day(), TimeOfDay::parse(time).expect("a time"))
}

fn who(name: &str) -> PersonId {
    PersonId::new(name)
}

fn company() -> Company {
    let mut company = Company::new("纸上公司", zone());
    for (name, role) in [
        ("lin", Role::RegionalManager),
        ("li", Role::Rep),
        ("wang", Role::Rep),
        ("zheng", Role::Hq),
        ("shen", Role::Hq),
    ] {
        let person = Person {
            id: who(name),
            name: name.to_owned(),
            roles: BTreeSet::from([role]),
            capabilities: BTreeSet::new(),
            territory: None,
            division: None,
            mentor: None,
            active: true,
        };
        company.people.entry(who(name)).or_default().insert(Instant(0), 0, person);
    }
    let fair = Fair {
        intel: BTreeSet::new(),
        id: FairId::new("F1"),
        name: "F1".to_owned(),
        place: String::new(),
        territory: TerritoryId::new("south"),
        supervisor: who("lin"),
        days: vec![day()],
        closes: TimeOfDay::parse("17:00").expect("a time"),
        team: BTreeSet::from([who("li"), who("wang")]),
    };
    company.fairs.entry(fair.id.clone()).or_default().insert(Instant(0), 0, fair);
    company
}

fn card(by: &str, n: u8) -> Entry {
    let signed = at("10:00");
    let countersigned = BTreeSet::from([(at("19:00"), who("lin"))]);
    Entry {
        card: CardId::mint(&who(by), signed, [0, 0, 0, 0, n]),
        by: who(by),
        at: signed,
        begun: signed,
        talk: true,
        held: Some(at("18:00")),
        late: None,
        outside: false,
        judged: BTreeSet::new(),
        countersigned,
        contacts: BTreeSet::new(),
        given: Vec::new(),
    }
}

fn judged(mut entry: Entry) -> Entry {
    entry.judged.insert((at("20:00"), who("lin")));
    entry
}

fn kept_back(mut entry: Entry) -> Entry {
    entry.held = None;
    entry.late = Some(Late { deadline: at("19:00"), came: None });
    entry
}

fn diary(mut cards: Vec<Entry>, sealed: Option<&str>) -> Diary {
    cards.sort_by_key(|entry| entry.card);
    let package = |time: &str| Sealed {
        id: FactId([9; 32]),
        day: day(),
        at: at(time),
        received: Some(at(time)),
        cards: Vec::new(),
        reason: String::new(),
    };
    Diary {
        fair: FairId::new("F1"),
        cards,
        drafts: Vec::new(),
        sealed: sealed.map(package).into_iter().collect(),
        excuses: Vec::new(),
        discussed: BTreeSet::new(),
        present: BTreeSet::new(),
    }
}

fn called(diary: &Diary, as_of: Instant) -> Vec<(Offence, String, Option<String>, Measure)> {
    let said = |one: Proposal| {
        let Matter { offence, person, about, .. } = one.matter;
        (offence, person.to_string(), about.map(|about| about.to_string()), one.measure)
    };
    proposals(diary, &company(), as_of).into_iter().map(said).collect()
}

fn omitted(about: &str) -> (Offence, String, Option<String>, Measure) {
    let fine = Measure::Fine { most: 100 };
    (Offence::EvaluationOmitted, "lin".to_owned(), Some(about.to_owned()), fine)
}

#[test]
fn an_omission_is_fined_once_for_each_colleague_whose_cards_were_left_out() {
    let cards = vec![card("li", 1), card("li", 2), card("wang", 3), judged(card("wang", 4))];
    let diary = diary(cards, Some("20:30"));
    assert_eq!(called(&diary, at("20:29")), [], "the evening is not over");
    assert_eq!(called(&diary, at("21:00")), [omitted("li"), omitted("wang")]);
}

#[test]
fn a_judgement_by_midnight_is_one_of_that_evening_and_a_later_one_is_not() {
    let judge = |time: i64| {
        let mut entry = card("li", 1);
        entry.judged.insert((Instant(at("20:30").0 + time * HOUR_MS), who("lin")));
        diary(vec![entry], Some("20:30"))
    };
    assert_eq!(called(&judge(3), at("23:50")), []);
    assert_eq!(called(&judge(4), Instant(at("20:30").0 + 9 * HOUR_MS)), [omitted("li")]);
}

#[test]
fn a_card_that_came_late_is_nobodys_omission_but_its_signers() {
    let diary = diary(vec![kept_back(card("li", 1))], Some("20:30"));
    let found = called(&diary, at("21:00"));
    assert_eq!(found, [(Offence::KeptBack, "li".to_owned(), None, Measure::Unstated)]);
}

#[test]
fn a_missing_package_displaces_the_omissions_of_the_same_evening_and_names_them() {
    let midnight = Instant(at("23:59").0 + 61_000);
    let found = proposals(&diary(vec![card("li", 1)], None), &company(), midnight);
    let [one] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((one.matter.offence, one.measure), (Offence::PackageMissing, Measure::Severe));
    assert_eq!(one.covers, BTreeSet::from([Offence::EvaluationOmitted]));
    assert_eq!(one.cards.len(), 1);
}

fn act<T>(n: u8, by: &str, time: Instant, what: T) -> Act<T> {
    let (id, time) = (FactId([n; 32]), SigningTime::exact(time));
    Act::new(id, who(by), time, what)
}

fn matter() -> Matter {
    let (fair, offence) = (FairId::new("F1"), Offence::KeptBack);
    Matter { fair, day: day(), offence, person: who("li"), about: None }
}

fn affair(diary: &Diary, acts: &Acts, as_of: Instant) -> Affair {
    let company = company();
    let found = affairs(proposals(diary, &company, as_of), acts, &company, as_of);
    found.into_iter().find(|affair| affair.matter == matter()).expect("it is called for")
}

fn decision(n: u8, by: &str, time: &str, verdict: Verdict) -> Act<Decision> {
    act(n, by, at(time), Decision { matter: matter(), verdict, seen: BTreeSet::new() })
}

fn statement(by: &str, time: &str) -> Act<Statement> {
    act(2, by, at(time), Statement { matter: matter(), declines: false })
}

#[test]
fn nobody_decides_before_the_person_was_heard_and_another_cannot_speak_for_him() {
    let diary = diary(vec![kept_back(card("li", 1))], Some("20:30"));
    let early = decision(3, "zheng", "21:00", Verdict::Upheld);
    let late = decision(4, "zheng", "21:20", Verdict::Waived);
    let acts = Acts {
        statements: vec![statement("wang", "20:50"), statement("li", "21:10")],
        decisions: vec![late.clone(), early.clone()],
        ..Acts::default()
    };
    let affair = affair(&diary, &acts, at("22:00"));
    assert_eq!(affair.void, [(early.id, Rule::Pen01)]);
    assert_eq!(affair.decision.map(|act| act.id), Some(late.id));
    assert_eq!(affair.statements.len(), 1);
}

fn told(way: Way) -> Act<Told> {
    act(5, "zheng", at("21:00"), Told { matter: matter(), way })
}

/// Told on a Thursday at 21:00: Friday, Monday and Tuesday are his, and nobody decides before they are over.
fn days_run_out(acts: &Acts) -> bool {
    let diary = diary(vec![kept_back(card("li", 1))], Some("20:30"));
    let over = Instant(zone().end(day().plus(5)).0 + 1);
    may_decide(&affair(&diary, acts, over), &who("zheng"), &company(), over).is_ok()
}

#[test]
fn what_is_only_written_takes_no_days_from_him_before_it_is_on_his_laptop() {
    let delivered = |by: &str, told: u8, days: i64| {
        let what = Delivered { matter: matter(), told: FactId([told; 32]) };
        act(6, by, Instant(at("22:00").0 + days * 24 * HOUR_MS), what)
    };
    let written = |delivered: Vec<Act<Delivered>>| {
        days_run_out(&Acts { told: vec![told(Way::Written)], delivered, ..Acts::default() })
    };
    assert!(!written(Vec::new()), "nobody knows whether he has it");
    assert!(!written(vec![delivered("wang", 5, 0)]), "nobody has it for him");
    assert!(!written(vec![delivered("li", 7, 0)]), "it is another that he has");
    assert!(!written(vec![delivered("li", 5, 1)]), "his days begin when it came");
    assert!(written(vec![delivered("li", 5, 0)]));
    // A clock that runs behind cannot have it before it was written.
    assert!(written(vec![delivered("li", 5, -3)]));
}

#[test]
fn who_was_spoken_with_later_has_his_days_from_then() {
    let spoken = Act { id: FactId([8; 32]), ..told(Way::Spoken) };
    assert!(days_run_out(&Acts { told: vec![told(Way::Written), spoken], ..Acts::default() }));
}

#[test]
fn a_record_from_before_it_was_asked_counts_as_it_did_then() {
    assert!(days_run_out(&Acts { told: vec![told(Way::Unsaid)], ..Acts::default() }));
}

#[test]
fn who_was_told_and_says_nothing_for_three_working_days_has_declined() {
    let diary = diary(vec![kept_back(card("li", 1))], Some("20:30"));
    let acts = Acts { told: vec![told(Way::Spoken)], ..Acts::default() };
    let tuesday = zone().end(day().plus(5));
    let (silent, over) = (affair(&diary, &acts, tuesday), Instant(tuesday.0 + 1));
    assert_eq!(may_decide(&silent, &who("zheng"), &company(), tuesday), Err(Rule::Pen01));
    assert_eq!(may_decide(&silent, &who("zheng"), &company(), over), Ok(()));
    assert_eq!(may_decide(&silent, &who("lin"), &company(), over), Err(Rule::Syn04));
}

#[test]
fn a_hearing_stays_attached_when_more_comes_to_light_and_when_nothing_is_left() {
    let acts = Acts {
        statements: vec![statement("li", "21:10")],
        decisions: vec![decision(3, "zheng", "21:20", Verdict::Upheld)],
        ..Acts::default()
    };
    let more = diary(vec![kept_back(card("li", 1)), kept_back(card("li", 2))], Some("20:30"));
    let grown = affair(&more, &acts, at("22:00"));
    assert!(grown.has_grown(), "the decision had seen none of them");
    assert_eq!(grown.statements.len(), 1);
    // An excuse has lifted it.
    let lifted = affair(&diary(vec![card("li", 1)], Some("20:30")), &acts, at("22:00"));
    assert!(lifted.proposal.is_none() && lifted.decision.is_some());
}

#[test]
fn only_what_a_human_upheld_is_counted_as_repeated() {
    let acts = |verdict| Acts {
        statements: vec![statement("li", "21:10")],
        decisions: vec![decision(3, "zheng", "21:20", verdict)],
        ..Acts::default()
    };
    let mut company = company();
    let mut fair = company.fair(&FairId::new("F1"), at("10:00")).expect("it is there").clone();
    fair.days.push(day().plus(1));
    company.fairs.entry(fair.id.clone()).or_default().insert(Instant(1), 0, fair);
    let mut again = kept_back(card("li", 2));
    again.late = Some(Late { deadline: Instant(at("19:00").0 + 24 * HOUR_MS), came: None });
    let diary = diary(vec![kept_back(card("li", 1)), again], Some("20:30"));
    let later = Instant(at("23:00").0 + 24 * HOUR_MS);
    let before = |verdict| {
        let called = proposals(&diary, &company, later);
        let found = affairs(called, &acts(verdict), &company, later);
        let second = |one: &&Affair| {
            one.matter.offence == Offence::KeptBack && one.matter.day == day().plus(1)
        };
        found.iter().find(second).map(|one| one.verified_before)
    };
    assert_eq!(before(Verdict::Upheld), Some(1));
    assert_eq!(before(Verdict::Waived), Some(0));
}

#[test]
fn milder_is_less_than_proposed_and_more_than_nothing() {
    let diary = diary(vec![card("li", 1)], Some("20:30"));
    let (company, as_of) = (company(), at("22:00"));
    let called = proposals(&diary, &company, as_of);
    let matter = called[0].matter.clone();
    let declines = false;
    let said = vec![act(2, "lin", at("21:00"), Statement { matter: matter.clone(), declines })];
    let counts = |amount: Option<i64>| {
        let verdict = Verdict::Milder { amount };
        let decided = Decision { matter: matter.clone(), verdict, seen: BTreeSet::new() };
        let decisions = vec![act(3, "zheng", at("21:20"), decided)];
        let acts = Acts { statements: said.clone(), decisions, ..Acts::default() };
        affairs(called.clone(), &acts, &company, as_of)[0].decision.is_some()
    };
    assert!(counts(Some(99)) && counts(Some(1)));
    assert!(!counts(Some(100)) && !counts(Some(0)) && !counts(Some(-5)) && !counts(None));
}
