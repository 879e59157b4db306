//! What is prepared for a fair and handed over (FAIR-02 to FAIR-04).

use std::collections::{BTreeMap, BTreeSet};

use domain::card::{Act, Proof, SigningTime};
use domain::company::{Company, Fair, Person, Role};
use domain::fair::handover::{
    Condition, Offer, Offered, Pieces, Receipt, Void, days_late, handover,
};
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

/// 高峰 and 周敏 prepare, 林国栋 supervises, 王芳 sells; the first day is 12 March.
fn company() -> Company {
    let mut company = Company::new("测试", Zone::named("Asia/Shanghai").unwrap());
    let roles = [
        ("gaofeng", Role::Marketing),
        ("zhoumin", Role::Marketing),
        ("linguodong", Role::RegionalManager),
        ("wangfang", Role::Rep),
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
        team: [PersonId::new("wangfang")].into(),
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
    Act { id: FactId([nth; 32]), by: PersonId::new(by), time, after_revocation: false, what }
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
