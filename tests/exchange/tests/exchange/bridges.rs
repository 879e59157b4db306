//! A card that is like two customers brings them together, unless it is none or they are settled (DUP-02,
//! SYN-03).

use exchange_tests::{Company, Laptop, Lead, on};
use serde_json::{Value, json};

use crate::cases::ruling;

const CREDIT: &str = "91440300708461136T";

/// Li's customer by its credit code, Wang's by its name and phone. Sun meets somebody who has both.
struct Two {
    company: Company,
    laptops: [Laptop; 5],
    his: String,
    hers: String,
}

impl Two {
    /// The two have nothing in common.
    fn met() -> Self {
        Self::met_as("鼎立模具有限公司")
    }

    /// Their names are the same but for the place, which one does not say: a person should look at them anyway.
    fn met_alike() -> Self {
        Self::met_as("华晟电子有限公司")
    }

    fn met_as(company_of_his: &str) -> Self {
        let company = Company::start();
        let laptops = company.laptops(["liqiang", "wangfang", "sunwei", "linguodong", "zhenghua"]);
        let [li, wang, ..] = &laptops;
        company.time.set(on("10:00"));
        let mut form = Lead { company: company_of_his, ..Lead::DINGLI }.form();
        form["creditCode"] = json!(CREDIT);
        let his = card(li, form);
        company.time.set(on("10:30"));
        let hers = card(wang, Lead::HUASHENG.form());
        company.time.set(on("18:00"));
        for laptop in [li, wang] {
            laptop.sync();
            laptop.done("hand_in_server", json!({ "fair": "F1" }));
        }
        Self { company, laptops, his, hers }
    }

    /// Each is given to whoever met him, and the day is sealed.
    fn sealed(&self) {
        let lin = &self.laptops[3];
        self.company.time.set(on("20:00"));
        lin.sync();
        lin.done("assign", json!({ "card": self.his, "to": "liqiang", "reason": "" }));
        lin.done("assign", json!({ "card": self.hers, "to": "wangfang", "reason": "" }));
        lin.done("seal", json!({ "fair": "F1", "day": "2026-03-12", "reason": "没有评价" }));
        lin.sync();
    }

    /// And time makes it final.
    fn settled(self) -> Self {
        self.sealed();
        self.company.time.set(on("20:00").plus_hours(100));
        self.sync_all();
        assert_eq!(self.owners(), ["liqiang", "wangfang"]);
        self
    }

    /// Sun's card, with both marks.
    fn bridge(&self, fair: Value) -> String {
        let mut form = Lead::HUASHENG.form();
        form["creditCode"] = json!(CREDIT);
        form["fair"] = fair;
        card(&self.laptops[2], form)
    }

    fn sync_all(&self) {
        self.laptops.iter().chain(&self.laptops).for_each(Laptop::sync);
    }

    /// As headquarters sees them, and everybody who holds the card the same.
    fn owners(&self) -> [String; 2] {
        let [li, wang, .., hq] = &self.laptops;
        [(li, &self.his), (wang, &self.hers)].map(|(laptop, card)| {
            let (there, here) = (ruling(hq, card), ruling(laptop, card));
            assert_eq!(there["hash"], here["hash"]);
            assert_eq!(there["case"], Value::Null, "{there}");
            there["owner"].as_str().expect("an owner").to_owned()
        })
    }

    /// The pairs that wait for the CRM centre's word.
    fn pairs(&self) -> Vec<Value> {
        let hq = self.laptops[4].done("hq", Value::Null);
        hq["pairs"].as_array().expect("pairs").clone()
    }
}

fn card(laptop: &Laptop, form: Value) -> String {
    laptop.done("card_sign", form)["card"].as_str().expect("a card").to_owned()
}

#[test]
fn no_mark_on_a_card_joins_two_customers_that_are_final() {
    let two = Two::met().settled();
    let bridge = two.bridge(Value::Null);
    two.sync_all();
    assert_eq!(two.owners(), ["liqiang", "wangfang"], "nothing flips");
    assert_eq!(ruling(&two.laptops[4], &bridge)["owner"], "liqiang", "the credit code is stronger");
    let pairs = two.pairs();
    assert_eq!(pairs.len(), 1, "{pairs:?}");
    assert_eq!(pairs[0]["mayDecide"], true);

    // The supervisor's provisional word is not enough: he would give one of his people the other's customer.
    let [.., lin, hq] = &two.laptops;
    let same = json!({ "same": true, "cards": [bridge, two.hers] });
    assert_eq!(lin.fails("decide_identity", same.clone()).rule.as_deref(), Some("DUP-02"));
    hq.done("decide_identity", same);
    two.sync_all();
    let case = &ruling(hq, &two.hers)["case"];
    assert_eq!(case["joined"][0]["owner"], "wangfang", "the older stands, and somebody decides");
    assert_eq!(two.pairs(), Vec::<Value>::new());
}

#[test]
fn a_card_that_was_taken_back_brings_nobody_together() {
    let two = Two::met_alike();
    let bridge = two.bridge(json!("F1"));
    two.sync_all();
    let hq = &two.laptops[4];
    assert_eq!(ruling(hq, &two.hers)["cards"].as_array().map(Vec::len), Some(3), "all are one");
    two.laptops[2].done("card_withdraw", json!({ "card": bridge, "reason": "看错了" }));
    two.sync_all();
    let cards = |card: &str| ruling(hq, card)["cards"].as_array().map(Vec::len);
    assert_eq!((cards(&two.his), cards(&two.hers)), (Some(2), Some(1)));
    two.settled();
}

#[test]
fn what_was_joined_before_the_end_does_not_come_apart_by_waiting() {
    let two = Two::met_alike();
    // A laptop that stays away: only time ends the waiting.
    let _pan = two.company.laptop("panyue");
    two.sealed();
    two.sync_all();
    assert_eq!(two.owners(), ["liqiang", "wangfang"]);
    two.company.time.set(on("20:00").plus_hours(24));
    two.bridge(Value::Null);
    two.sync_all();
    let all = |hours| {
        two.company.time.set(on("20:00").plus_hours(hours));
        two.sync_all();
        let ruling = ruling(&two.laptops[4], &two.hers);
        (ruling["cards"].as_array().map(Vec::len), ruling["owner"].clone())
    };
    let before = all(25);
    assert_eq!(before.0, Some(3), "one customer");
    assert_eq!(all(100), before, "time alone parts nobody");
}

/// Sun helps Li: he signs a card with the credit code of Li's customer of the morning and the name and phone of
/// Wang's. Or Wang: it would make hers the older customer's as well.
#[test]
fn a_later_card_makes_no_one_customer_of_two_that_have_nothing_in_common() {
    let two = Two::met();
    let bridge = two.bridge(json!("F1"));
    two.sync_all();
    let [li, wang, sun, lin, hq] = &two.laptops;
    for (laptop, card) in [(li, &two.his), (wang, &two.hers), (hq, &two.his), (hq, &two.hers)] {
        let there = ruling(laptop, card);
        assert_eq!(there["effective"], json!(card), "{}: each keeps his own", laptop.person);
        assert_eq!(there["undecided"], false);
    }
    assert_eq!(ruling(sun, &bridge)["effective"], json!(two.his), "the credit code is stronger");
    let pairs = two.pairs();
    assert_eq!(pairs.len(), 1, "and a person is asked: {pairs:?}");

    // He knows that they are one. Then the first who signed is the first.
    lin.sync();
    lin.done("decide_identity", json!({ "same": true, "cards": [bridge, two.hers] }));
    two.sync_all();
    for (laptop, card) in [(li, &two.his), (hq, &two.hers), (lin, &two.hers)] {
        let there = ruling(laptop, card);
        assert_eq!(there["cards"].as_array().map(Vec::len), Some(3));
        assert_eq!(there["effective"], json!(two.his), "{}", laptop.person);
    }
}

/// Two cards are one customer already by what the first of them says; whoever meets him again joins them.
#[test]
fn a_new_card_joins_the_customer_that_it_is_like_whatever_was_brought_to_him_before() {
    let company = Company::start();
    let [wang, li, sun, hq] = company.laptops(["wangfang", "liqiang", "sunwei", "zhenghua"]);
    company.time.set(on("09:10"));
    let mut english = Lead { company: "Dingli Mould", ..Lead::DINGLI }.form();
    english["creditCode"] = json!(CREDIT);
    let first = card(&wang, english);
    company.time.set(on("10:00"));
    let mut both = Lead::HUASHENG.form();
    both["creditCode"] = json!(CREDIT);
    card(&li, both);
    company.time.set(on("10:30"));
    let third = card(&sun, Lead::HUASHENG.form());
    company.time.set(on("18:00"));
    for laptop in [&wang, &li, &sun, &hq] {
        laptop.sync();
    }
    let there = ruling(&hq, &third);
    assert_eq!(there["cards"].as_array().map(Vec::len), Some(3));
    assert_eq!(there["effective"], json!(first));
}

/// In the morning she signs a company that nobody else has met, with its credit code. When she hears of a
/// colleague's customer she signs him too, and types that code beside his name and phone.
#[test]
fn a_card_is_no_older_for_a_customer_than_the_card_that_brought_it_to_him() {
    let company = Company::start();
    let [wang, li, hq] = company.laptops(["wangfang", "liqiang", "zhenghua"]);
    company.time.set(on("09:10"));
    let mut form = Lead { company: "鼎立模具有限公司", ..Lead::DINGLI }.form();
    form["creditCode"] = json!(CREDIT);
    let morning = card(&wang, form);
    company.time.set(on("10:30"));
    let his = card(&li, Lead::HUASHENG.form());
    company.time.set(on("15:00"));
    let mut form = Lead::HUASHENG.form();
    form["creditCode"] = json!(CREDIT);
    card(&wang, form);
    company.time.set(on("18:00"));
    for laptop in [&wang, &li, &wang, &li, &hq] {
        laptop.sync();
    }
    let there = ruling(&hq, &his);
    assert_eq!(there["effective"], json!(his), "{} of the morning is another company", morning);
}
