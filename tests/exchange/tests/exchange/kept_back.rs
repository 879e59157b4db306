//! Chains that a changed program keeps back, and shows when it needs one: what the supervisor saw of another
//! chain counts against them as what the server saw does (DUP-06).

use exchange_tests::{Company, Laptop, Lead, forge, on};
use facts::kind;
use ledger::{Head, Incarnation, LogId, Part, Record, Seq, Stamp, Unsigned, WhichPart};
use protocol::RawRecords;
use serde_json::{Value, json};

/// A chain of her own beside the one that her program writes, with a card that another of her laptops made.
/// It says that it was signed at half past ten, and cites what the server saw at nine.
fn another_chain(wang: &Laptop, card: &Record) -> (LogId, Record) {
    let opened = wang.desk.opened().expect("an open workspace");
    let workspace = opened.workspace();
    let store = workspace.store();
    let own = store.records_above(workspace.log(), Seq::ZERO, usize::MAX).expect("records");
    let first = own.first().expect("her card of ten").envelope().clone();
    let log = LogId { incarnation: Incarnation(first.log.incarnation.0 + 1), ..first.log };
    let signed = on("10:30").0;
    let mono_ms = first.stamp.mono_ms + on("10:30").ms_since(on("10:00")).unsigned_abs();
    let part =
        |which| card.part(which).map(|bytes| Part { salt: [5; 16], bytes: bytes.to_vec().into() });
    let unsigned = Unsigned {
        author: "wangfang".to_owned(),
        kind: kind::CARD.to_owned(),
        stamp: Stamp { claimed_ms: signed, mono_ms, ..first.stamp },
        anchors: first.anchors.clone(),
        policy: None,
        ranking: part(WhichPart::Ranking),
        content: part(WhichPart::Content),
    };
    let signer = workspace.identity().signer(workspace.book().id);
    (log, signer.sign(&Head::start(log), unsigned))
}

#[test]
fn a_chain_that_was_kept_back_while_the_supervisor_saw_another_is_no_first_signature() {
    let company = Company::start();
    let [wang, li, lin, hq] = company.laptops(["wangfang", "liqiang", "linguodong", "zhenghua"]);
    company.time.set(on("09:00"));
    for laptop in [&wang, &li, &lin] {
        laptop.sync();
    }
    // From here on there is no internet in the hall. She works as everybody does, and the supervisor sees it.
    company.time.set(on("10:00"));
    wang.capture(Lead::DINGLI);
    company.time.set(on("11:00"));
    wang.hand_in_by_lan(&lin);
    company.time.set(on("12:00"));
    let his = li.capture(Lead::HUASHENG);
    // She hears of it.
    let second = company.laptop("wangfang");
    let hers = second.capture(Lead::HUASHENG);
    let made = second.records().into_values().find(|record| record.kind() == kind::CARD);
    let (log, record) = another_chain(&wang, &made.expect("a card"));
    company.time.set(on("17:30"));
    let (bundle, signer) = forge::bundle_of(&wang, "linguodong", |bundle| {
        (bundle.log, bundle.through, bundle.head) = (log, Seq(1), Some(record.id()));
        bundle.records = RawRecords::all([&record]);
    });
    let file = company.stick().join("kept-back.fairlead");
    let sealed = forge::file(&bundle, &signer, &forge::recipient_of(&lin));
    std::fs::write(&file, sealed).expect("a stick");
    lin.done("take_file", json!({ "path": file }));
    li.hand_in_by_lan(&lin);
    for laptop in [&lin, &li, &hq, &lin] {
        laptop.sync();
    }
    for laptop in [&lin, &hq, &li] {
        let ruling = &laptop.lead(&his).expect("held")["ruling"];
        assert_eq!(ruling["cards"].as_array().map(Vec::len), Some(2), "{}", laptop.person);
        assert_eq!(ruling["effective"], json!(his), "{}", laptop.person);
        assert_eq!(ruling["alerts"]["integrity"], json!(["wangfang"]), "{}", laptop.person);
        assert_eq!(ruling["alerts"]["disputed"], json!(["linguodong"]), "{}", laptop.person);
        let said = ruling["reasons"].as_array().expect("reasons").iter();
        let said: Vec<&Value> = said.filter(|reason| reason["key"] == "disputed").collect();
        assert_eq!(said.len(), 1, "{said:?}");
        assert_eq!(said[0]["args"]["says"], "elsewhere");
        assert_eq!(said[0]["args"]["card"], json!(hers));
        assert_eq!(said[0]["args"]["atMs"], json!(on("11:00").0));
    }
}
