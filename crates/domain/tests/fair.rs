//! What is prepared for a fair and handed over (FAIR-02 to FAIR-04).

use std::collections::{BTreeMap, BTreeSet};

use domain::card::{Act, Proof, SigningTime};
use domain::company::{Company, Fair, Person, Role};
use domain::fair::custody::{
    self, Acts, Count, Custody, Exhibits, Giving, Occasion, Taking, custody,
};
use domain::fair::handover::{
    Condition, Handover, Offer, Offered, Pieces, Receipt, Void, days_late, handover,
};
use domain::fair::incident::{self, About, Outcome, incidents};
use domain::fair::preparation::{Item, ItemId, List, Reminder, prepared, reminder};
use domain::parameter::Parameters;
use domain::time::{Day, Instant, TimeOfDay, Zone};
use domain::{FactId, FairId, PersonId, TerritoryId};

const BANNER: ItemId = ItemId([1; 16]);
const MOTOR: ItemId = ItemId([2; 16]);

fn at(day: &str, time: &str) -> Instant {
    let zone = Zone::named("Asia/Shanghai").unwrap();
    zone.at(Day::parse(day).unwrap(), TimeOfDay::parse(time).unwrap())
}

/// 高峰 and 周敏 prepare, 林国栋 supervises, 王芳 and 李强 sell, 郑华 is headquarters; the first day is 12 March.
fn company() -> Company {
    let mut company = Company::new("测试", Zone::named("Asia/Shanghai").unwrap());
    let roles = [
        ("gaofeng", Role::Marketing),
        ("zhoumin", Role::Marketing),
        ("linguodong", Role::RegionalManager),
        ("wangfang", Role::Rep),
        ("liqiang", Role::Rep),
        ("zhenghua", Role::Hq),
    ];
    for (id, role) in roles {
        let person = Person {
            id: PersonId::new(id),
            name: id.to_owned(),
            roles: [role].into(),
            capabilities: BTreeSet::new(),
            territory: None,
            division: None,
            mentor: None,
            active: true,
        };
        company.people.entry(person.id.clone()).or_default().insert(Instant(0), 0, person);
    }
    company.fairs.entry(FairId::new("sz")).or_default().insert(Instant(0), 0, fair());
    company
}

fn fair() -> Fair {
    Fair {
        intel: BTreeSet::new(),
        id: FairId::new("sz"),
        name: "深圳".to_owned(),
        place: "深圳".to_owned(),
        territory: TerritoryId::new("gd"),
        supervisor: PersonId::new("linguodong"),
        days: ["2026-03-12", "2026-03-13"].map(|day| Day::parse(day).unwrap()).into(),
        closes: TimeOfDay::parse("17:00").unwrap(),
        team: ["wangfang", "liqiang"].map(PersonId::new).into(),
    }
}

fn signed<T>(nth: u8, by: &str, at: Instant, what: T) -> Act<T> {
    let time = SigningTime {
        at,
        claimed: at,
        not_before: Some(at),
        not_after: Some(at),
        proof: Proof::Anchored,
        contradicted: false,
    };
    Act::new(FactId([nth; 32]), PersonId::new(by), time, what)
}

fn item(id: ItemId, quantity: u32) -> Item {
    Item {
        id,
        fair: FairId::new("sz"),
        list: List::Exhibits,
        quantity,
        owner: Some(PersonId::new("gaofeng")),
        due: None,
        done: None,
        dropped: false,
        giveaway: false,
        copied: None,
    }
}

fn good(quantity: u32) -> Pieces {
    Pieces { quantity, condition: Condition::Good }
}

fn offer(items: &[(ItemId, u32)]) -> Offer {
    let offered = |quantity| Offered { version: FactId([9; 32]), pieces: good(quantity) };
    let items = items.iter().map(|(id, quantity)| (*id, offered(*quantity))).collect();
    Offer { fair: FairId::new("sz"), items }
}

fn receipt(offer: u8, items: &[(ItemId, u32)]) -> Receipt {
    let items = items.iter().map(|(id, quantity)| (*id, good(*quantity))).collect();
    Receipt { fair: FairId::new("sz"), offer: FactId([offer; 32]), items }
}

/// Every order of a few things.
fn orders<T: Clone>(of: &[T]) -> Vec<Vec<T>> {
    if of.is_empty() {
        return vec![Vec::new()];
    }
    let first = |i: usize| {
        let (mut rest, mut all) = (of.to_vec(), Vec::new());
        let first = rest.remove(i);
        for mut order in orders(&rest) {
            order.insert(0, first.clone());
            all.push(order);
        }
        all
    };
    (0..of.len()).flat_map(first).collect()
}

#[test]
fn two_laptops_that_write_one_item_lose_nothing_in_any_order() {
    let (company, sz) = (company(), FairId::new("sz"));
    let versions = [
        signed(1, "gaofeng", at("2026-02-20", "10:00"), item(MOTOR, 4)),
        signed(2, "zhoumin", at("2026-02-21", "10:00"), item(MOTOR, 6)),
        signed(3, "gaofeng", at("2026-02-21", "09:00"), item(MOTOR, 5)),
        signed(4, "wangfang", at("2026-02-22", "09:00"), item(MOTOR, 99)),
    ];
    for order in orders(&versions) {
        let twice = [order.clone(), order].concat();
        let stands = prepared(&sz, &twice, &company);
        assert_eq!(stands[&MOTOR].now.what.quantity, 6, "the latest of those who prepare");
        let earlier: Vec<u32> = stands[&MOTOR].earlier.iter().map(|v| v.what.quantity).collect();
        assert_eq!(earlier, [4, 5]);
    }
}

#[test]
fn the_first_receipt_counts_whatever_came_first() {
    let (company, sz) = (company(), FairId::new("sz"));
    let offers =
        [signed(1, "gaofeng", at("2026-03-04", "10:00"), offer(&[(BANNER, 2), (MOTOR, 4)]))];
    let receipts = [
        signed(2, "linguodong", at("2026-03-04", "11:00"), receipt(1, &[(BANNER, 2), (MOTOR, 3)])),
        signed(3, "linguodong", at("2026-03-04", "12:00"), receipt(1, &[(BANNER, 2)])),
        signed(4, "linguodong", at("2026-03-04", "09:00"), receipt(8, &[(BANNER, 2)])),
    ];
    for order in orders(&receipts) {
        let twice = [order.clone(), order].concat();
        let ruled = handover(&sz, &offers, &twice, &company);
        assert_eq!(ruled.pairs[0].both_signed_at(), Some(at("2026-03-04", "11:00")));
        assert_eq!(ruled.pairs[0].differing(), [MOTOR].into(), "received in part");
        assert_eq!(
            ruled.void,
            BTreeMap::from([(FactId([3; 32]), Void::Again), (FactId([4; 32]), Void::Nothing)])
        );
    }
}

#[test]
fn nobody_signs_for_another() {
    let (mut company, sz) = (company(), FairId::new("sz"));
    let offered = signed(1, "gaofeng", at("2026-03-04", "10:00"), offer(&[(MOTOR, 4)]));
    let why = |company: &Company, offer: &Act<Offer>, by: &str| {
        let receipts = [signed(2, by, at("2026-03-04", "11:00"), receipt(1, &[(MOTOR, 4)]))];
        handover(&sz, std::slice::from_ref(offer), &receipts, company).void
    };
    let void = |id: u8, why| BTreeMap::from([(FactId([id; 32]), why)]);
    assert_eq!(why(&company, &offered, "linguodong"), BTreeMap::new());
    assert_eq!(why(&company, &offered, "wangfang"), void(2, Void::NotSupervisor));
    assert_eq!(why(&company, &offered, "gaofeng"), void(2, Void::SameSide));
    // A supervisor who prepares fairs too offers, but never to himself.
    let lin = PersonId::new("linguodong");
    let mut both = company.person(&lin, Instant(0)).unwrap().clone();
    both.roles.insert(Role::Marketing);
    company.people.get_mut(&lin).unwrap().insert(Instant(1), 0, both);
    let own = Act { by: lin, ..offered.clone() };
    assert_eq!(why(&company, &own, "linguodong"), void(2, Void::SameSide));
    // A revoked laptop's offer leaves nothing to receive.
    let revoked = Act { after_revocation: true, ..offered };
    let both = BTreeMap::from([(FactId([1; 32]), Void::Key), (FactId([2; 32]), Void::Nothing)]);
    assert_eq!(why(&company, &revoked, "linguodong"), both);
}

#[test]
fn it_is_complete_once_all_that_is_wanted_was_received() {
    let (company, sz) = (company(), FairId::new("sz"));
    let offers = [
        signed(1, "gaofeng", at("2026-03-04", "10:00"), offer(&[(BANNER, 2)])),
        signed(2, "gaofeng", at("2026-03-06", "10:00"), offer(&[(MOTOR, 4)])),
    ];
    let first = signed(3, "linguodong", at("2026-03-04", "11:00"), receipt(1, &[(BANNER, 2)]));
    let second = signed(4, "linguodong", at("2026-03-06", "11:00"), receipt(2, &[(MOTOR, 4)]));
    let wanted = BTreeSet::from([BANNER, MOTOR]);
    let complete =
        |receipts: &[Act<Receipt>]| handover(&sz, &offers, receipts, &company).complete_at(&wanted);
    assert_eq!(complete(std::slice::from_ref(&first)), None);
    assert_eq!(complete(&[second, first]), Some(at("2026-03-06", "11:00")));
}

#[test]
fn lateness_is_counted_in_calendar_days_from_midnight() {
    let zone = Zone::named("Asia/Shanghai").unwrap();
    let late =
        |complete_at, as_of| days_late(&fair(), complete_at, &Parameters::default(), &zone, as_of);
    let never = at("2026-03-20", "12:00");
    for (day, time, days) in [
        ("2026-03-01", "08:00", 0),
        ("2026-03-05", "23:59", 0),
        ("2026-03-06", "00:00", 0),
        ("2026-03-06", "00:01", 1),
        ("2026-03-07", "00:00", 1),
        ("2026-03-07", "00:01", 2),
        ("2026-03-12", "09:00", 7),
    ] {
        assert_eq!(late(Some(at(day, time)), never), days, "signed on {day} at {time}");
        assert_eq!(late(None, at(day, time)), days, "not signed on {day} at {time}");
    }
}

#[test]
fn the_most_urgent_reminder_is_said() {
    let said = [11, 10, 8, 7, 4, 3, 0, -2].map(reminder);
    let (ten, seven, three) = (Reminder::Ten, Reminder::Seven, Reminder::Three);
    let expected = [
        None,
        Some(ten),
        Some(ten),
        Some(seven),
        Some(seven),
        Some(three),
        Some(three),
        Some(three),
    ];
    assert_eq!(said, expected);
    assert!(!ten.escalates() && seven.escalates() && three.escalates());
}

fn pieces_of(items: &[(ItemId, u32)]) -> BTreeMap<ItemId, Pieces> {
    items.iter().map(|(id, quantity)| (*id, good(*quantity))).collect()
}

fn giving(to: &str, items: &[(ItemId, u32)]) -> Giving {
    Giving { fair: FairId::new("sz"), to: PersonId::new(to), items: pieces_of(items) }
}

fn taking(giving: u8, items: &[(ItemId, u32)]) -> Taking {
    Taking { fair: FairId::new("sz"), giving: FactId([giving; 32]), items: pieces_of(items) }
}

fn counting(of: &str, occasion: Occasion, items: &[(ItemId, u32)]) -> Count {
    let items = pieces_of(items);
    Count { fair: FairId::new("sz"), of: PersonId::new(of), occasion, items }
}

/// Four motors and two banners, received by the supervisor the day before.
fn received() -> Handover {
    let offered = [(BANNER, 2), (MOTOR, 4)];
    let offers = [signed(1, "gaofeng", at("2026-03-04", "10:00"), offer(&offered))];
    let receipts = [signed(2, "linguodong", at("2026-03-11", "18:00"), receipt(1, &offered))];
    handover(&FairId::new("sz"), &offers, &receipts, &company())
}

/// 王芳 takes two of three motors that she is given, counts one in the evening, and gives it back.
fn lent() -> Acts {
    let evening = Occasion::Evening(Day::parse("2026-03-12").unwrap());
    Acts {
        given: vec![
            signed(10, "linguodong", at("2026-03-12", "08:00"), giving("wangfang", &[(MOTOR, 3)])),
            signed(11, "wangfang", at("2026-03-12", "18:00"), giving("linguodong", &[(MOTOR, 2)])),
        ],
        taken: vec![
            signed(20, "wangfang", at("2026-03-12", "08:05"), taking(10, &[(MOTOR, 2)])),
            signed(21, "linguodong", at("2026-03-12", "18:05"), taking(11, &[(MOTOR, 1)])),
            signed(22, "linguodong", at("2026-03-12", "18:06"), taking(11, &[(MOTOR, 1)])),
            signed(23, "liqiang", at("2026-03-12", "09:00"), taking(10, &[(MOTOR, 1)])),
        ],
        counted: vec![
            signed(
                30,
                "wangfang",
                at("2026-03-12", "17:30"),
                counting("wangfang", evening, &[(MOTOR, 1)]),
            ),
            signed(
                31,
                "liqiang",
                at("2026-03-12", "17:40"),
                counting("wangfang", evening, &[(MOTOR, 2)]),
            ),
        ],
    }
}

fn stands(acts: &Acts, until: Instant) -> Custody {
    let exhibits = Exhibits { all: BTreeSet::from([MOTOR, BANNER]), giveaways: BTreeSet::new() };
    custody(&FairId::new("sz"), &received(), &exhibits, acts, &company(), until)
}

#[test]
fn exhibits_are_with_whoever_signed_for_them_in_any_order() {
    let (wangfang, linguodong) = (PersonId::new("wangfang"), PersonId::new("linguodong"));
    let acts = lent();
    let expected = stands(&acts, at("2026-03-12", "20:00"));
    assert_eq!((expected.of(&wangfang, &MOTOR), expected.of(&linguodong, &MOTOR)), (1, 3));
    assert_eq!(expected.of(&linguodong, &BANNER), 2);
    assert_eq!(
        expected.void,
        BTreeMap::from([
            (FactId([22; 32]), custody::Void::Again),
            (FactId([23; 32]), custody::Void::NotNamed),
            (FactId([31; 32]), custody::Void::NotCustodian),
        ])
    );
    for taken in orders(&acts.taken) {
        for counted in orders(&acts.counted) {
            let (given, taken) = ([&acts.given[..], &acts.given].concat(), taken.clone());
            let acts = Acts { given, taken: [taken.clone(), taken].concat(), counted };
            assert_eq!(stands(&acts, at("2026-03-12", "20:00")), expected);
        }
    }
    let noon = stands(&acts, at("2026-03-12", "12:00"));
    assert_eq!((noon.of(&wangfang, &MOTOR), noon.of(&linguodong, &MOTOR)), (2, 2));
}

#[test]
fn what_a_count_did_not_find_stays_with_whoever_had_it_until_it_is_there() {
    let (wangfang, mut acts) = (PersonId::new("wangfang"), lent());
    let evening = Occasion::Evening(Day::parse("2026-03-12").unwrap());
    let night = at("2026-03-12", "20:00");
    let short = stands(&acts, night).shortfalls;
    assert_eq!(short.len(), 1);
    assert_eq!((&short[0].custodian, short[0].missing), (&wangfang, 1));
    assert_eq!(short[0].liable, Some(PersonId::new("linguodong")), "the supervisor answers for it");
    assert_eq!(short[0].opened, at("2026-03-12", "17:30"));
    let uncounted = stands(&acts, night).uncounted(evening);
    assert_eq!(uncounted[&PersonId::new("linguodong")], BTreeSet::from([MOTOR, BANNER]));
    assert_eq!(uncounted.get(&wangfang), None);

    let again = counting("wangfang", evening, &[(MOTOR, 1)]);
    acts.counted.push(signed(32, "linguodong", at("2026-03-12", "19:00"), again));
    let found = stands(&acts, night).shortfalls;
    assert_eq!(
        (found.len(), found[0].missing),
        (1, 0),
        "found under the counter, and still told of"
    );
}

#[test]
fn whoever_signs_for_more_than_there_was_answers_for_what_he_signed() {
    let (mut acts, night) = (lent(), at("2026-03-12", "20:00"));
    let much = [(MOTOR, 9)];
    acts.given.push(signed(12, "wangfang", at("2026-03-12", "18:30"), giving("liqiang", &much)));
    acts.taken.push(signed(24, "liqiang", at("2026-03-12", "18:31"), taking(12, &much)));
    acts.given.push(signed(13, "linguodong", at("2026-03-12", "18:30"), giving("nobody", &much)));
    let stood = stands(&acts, night);
    assert_eq!(stood.of(&PersonId::new("liqiang"), &MOTOR), 9);
    assert_eq!(stood.of(&PersonId::new("wangfang"), &MOTOR), 0);
    assert_eq!(stood.void[&FactId([13; 32])], custody::Void::Stranger);
}

#[test]
fn signatures_of_one_moment_or_of_wrong_clocks_move_as_much() {
    let noon = at("2026-03-12", "12:00");
    let two = [(MOTOR, 2)];
    for (third, fourth) in [(20, 21), (21, 20)] {
        let acts = Acts {
            given: vec![
                signed(10, "linguodong", noon, giving("wangfang", &two)),
                signed(11, "wangfang", noon, giving("liqiang", &two)),
            ],
            taken: vec![
                signed(third, "wangfang", noon, taking(10, &two)),
                // His clock is behind that of whoever gave.
                signed(fourth, "liqiang", at("2026-03-12", "11:30"), taking(11, &two)),
            ],
            counted: Vec::new(),
        };
        let stood = stands(&acts, at("2026-03-12", "20:00"));
        assert_eq!(stood.of(&PersonId::new("liqiang"), &MOTOR), 2);
        assert_eq!(stood.of(&PersonId::new("wangfang"), &MOTOR), 0);
        assert_eq!(stood.of(&PersonId::new("linguodong"), &MOTOR), 2);
    }
}

#[test]
fn what_was_given_is_taken_back_only_while_the_other_has_not_signed() {
    let mut acts = lent();
    acts.given.push(signed(
        15,
        "linguodong",
        at("2026-03-12", "09:00"),
        giving("liqiang", &[(MOTOR, 1)]),
    ));
    acts.taken.push(signed(26, "linguodong", at("2026-03-12", "09:05"), taking(15, &[(MOTOR, 1)])));
    // The first giving: she signed at 08:05, its giver says at 08:01 that he took it back.
    acts.taken.push(signed(27, "linguodong", at("2026-03-12", "08:01"), taking(10, &[])));
    for taken in orders(&acts.taken) {
        let acts = Acts { taken, ..acts.clone() };
        let stood = stands(&acts, at("2026-03-12", "12:00"));
        assert_eq!(stood.of(&PersonId::new("wangfang"), &MOTOR), 2);
        assert_eq!(stood.of(&PersonId::new("linguodong"), &MOTOR), 2, "nothing moved to himself");
        assert!(stood.open.is_empty());
        assert_eq!(stood.void[&FactId([27; 32])], custody::Void::Again);
    }
}

fn said(nth: u8, by: &str, time: &str, outcome: Option<Outcome>) -> Act<incident::Said> {
    let about = About::Exhibit { holder: PersonId::new("wangfang"), item: MOTOR };
    let words = "柜台下找过".to_owned();
    let said = incident::Said { fair: FairId::new("sz"), about, outcome, words };
    signed(nth, by, at("2026-03-12", time), said)
}

#[test]
fn an_incident_is_closed_by_headquarters_and_opens_again_when_it_comes_out_worse() {
    let (company, sz) = (company(), FairId::new("sz"));
    let mut acts = lent();
    let says = [
        said(40, "wangfang", "18:10", None),
        said(41, "linguodong", "18:20", Some(Outcome::WrittenOff)),
        said(42, "liqiang", "18:25", None),
        said(43, "zhenghua", "18:40", Some(Outcome::WrittenOff)),
    ];
    let night = at("2026-03-12", "23:00");
    for says in orders(&says) {
        let found = incidents(&sz, &stands(&acts, night).shortfalls, &[], &says, &company);
        assert_eq!(found.len(), 1);
        let said: Vec<u8> = found[0].said.iter().map(|act| act.id.0[0]).collect();
        assert_eq!(said, [40, 43], "the liable closes nothing, and a stranger says nothing");
        assert_eq!(found[0].closed, Some(FactId([43; 32])));
    }
    let evening = Occasion::Evening(Day::parse("2026-03-12").unwrap());
    acts.given.push(signed(
        14,
        "linguodong",
        at("2026-03-12", "19:00"),
        giving("wangfang", &[(MOTOR, 2)]),
    ));
    acts.taken.push(signed(25, "wangfang", at("2026-03-12", "19:01"), taking(14, &[(MOTOR, 2)])));
    let fewer = counting("wangfang", evening, &[(MOTOR, 1)]);
    acts.counted.push(signed(33, "wangfang", at("2026-03-12", "20:00"), fewer));
    let found = incidents(&sz, &stands(&acts, night).shortfalls, &[], &says, &company);
    assert_eq!((found[0].missing, found[0].closed), (2, None));
    assert!(found[0].is_open());
}

#[test]
fn a_lost_laptop_is_an_incident_of_the_same_kind() {
    let (company, sz) = (company(), FairId::new("sz"));
    let (holder, enrolment) = (PersonId::new("wangfang"), [7; 16]);
    let gone =
        [incident::Gone { enrolment, holder: holder.clone(), at: at("2026-03-13", "12:00") }];
    let found = incidents(&sz, &[], &gone, &[], &company);
    assert_eq!(found[0].about, About::Laptop { holder, enrolment });
    assert_eq!(found[0].liable, Some(PersonId::new("linguodong")));
    assert!(found[0].is_open());
}
