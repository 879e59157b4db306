//! A changed program that writes what its person may not: kept, void, and in the way of nothing.

use exchange_tests::forge::sign;
use exchange_tests::{Company, Laptop, Lead, on};
use facts::{kind, payload};
use serde_json::{Value, json};

/// A customer of another territory, at that territory's own fair.
const SUZHOU: Lead<'_> = Lead {
    company: "苏州恒越精密机械有限公司",
    person: "陆建明",
    phone: "13911112222",
    site: "江苏苏州",
    matter: "代理条件",
    fair: "F2",
};

fn ruling(laptop: &Laptop, card: &str) -> Value {
    laptop.lead(card).expect("held")["ruling"].clone()
}

#[test]
fn what_is_written_to_another_territorys_lead_counts_for_nothing_and_own_work_goes_on() {
    let company = Company::start();
    let [chen, wang, hq] = company.laptops(["chenjing", "wangfang", "zhenghua"]);
    company.time.set(on("10:00"));
    let theirs = chen.capture(SUZHOU);
    chen.sync();
    hq.sync();
    let (before, seen) = (ruling(&hq, &theirs), ruling(&chen, &theirs));
    assert_eq!(wang.lead(&theirs), None, "she may not even know of it");

    // She has guessed or overheard its id.
    company.time.set(on("10:30"));
    let card = payload::card_bytes(Laptop::card_id(&theirs));
    let assignment = payload::Assignment {
        card,
        person: Some("wangfang".to_owned()),
        reason: "我的".to_owned(),
        overriding: true,
        ..payload::Assignment::default()
    };
    sign(&wang, kind::ASSIGNMENT, assignment.encode());
    let evaluation = payload::Evaluation { card, judgement: "worthless".to_owned() };
    sign(&wang, kind::EVALUATION, evaluation.encode());
    sign(&wang, kind::WITHDRAWAL, payload::Withdrawal { card, fair: None }.encode());
    sign(&wang, kind::COUNTERSIGN, payload::Countersign { cards: vec![card] }.encode());
    sign(&wang, kind::NUMBER, payload::Number { card, number: 1 }.encode());
    sign(
        &wang,
        kind::ERASURE,
        payload::Erasure { of: card, ..payload::Erasure::default() }.encode(),
    );
    let own = wang.capture(Lead::HUASHENG);
    wang.sync();
    assert_eq!(wang.unsent(), 0, "her own work goes on");
    for laptop in [&hq, &chen, &wang] {
        laptop.sync();
    }
    assert_eq!(hq.holds(&own), Some(true));

    for (laptop, before) in [(&hq, &before), (&chen, &seen)] {
        let after = ruling(laptop, &theirs);
        for field in ["owner", "effective", "authority", "credit", "helpers", "undecided"] {
            assert_eq!(after[field], before[field], "{}: {field}", laptop.person);
        }
        assert_eq!(after["cards"][0]["out"], "", "{}: not withdrawn", laptop.person);
        let fields = laptop.lead(&theirs).expect("held")["fields"].clone();
        assert_eq!(fields["person"], "陆建明", "{}: not erased", laptop.person);
    }
    let why = ruling(&hq, &theirs)["reasons"].clone();
    let void = why.as_array().expect("reasons").iter().find(|reason| reason["key"] == "void_act");
    let void = void.expect("headquarters sees that it is void, and by which rule");
    assert_eq!((&void["args"]["by"], &void["args"]["to"]), (&json!("王芳"), &json!("王芳")));
    assert_eq!(void["rule"], "OWN-03");
    // Writing there has opened nothing to her.
    assert!(!wang.holds_text("陆建明"));
    assert_eq!(wang.lead(&theirs), None);
}
