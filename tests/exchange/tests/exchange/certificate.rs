//! A ruling that anybody can check, with nothing but a file.

use domain::PersonId;
use domain::ruling::{Owner, State};
use exchange_tests::{Chance, Company, Laptop, Lead, on};
use facts::certificate::{Certificate, Flaw};
use serde_json::json;
use sync_server::command::{describe_certificate, verify_certificate};

/// Two cards of one customer, assigned, sealed, and registered by the server.
fn after_the_evening() -> (Company, [Laptop; 3], String) {
    let company = Company::start();
    let laptops = company.laptops(["wangfang", "liqiang", "linguodong"]);
    let [wang, li, lin] = &laptops;
    company.time.set(on("10:00"));
    let first = li.capture(Lead::HUASHENG);
    company.time.set(on("10:30"));
    wang.capture(Lead { person: "刘洁", ..Lead::HUASHENG });
    company.time.set(on("18:00"));
    for laptop in [li, wang] {
        laptop.sync();
        laptop.done("hand_in_server", json!({ "fair": "F1" }));
    }
    lin.sync();
    company.time.set(on("20:00"));
    lin.done("assign", json!({ "card": first, "to": "liqiang", "reason": "" }));
    lin.done("seal", json!({ "fair": "F1", "day": "2026-03-12", "reason": "没有评价" }));
    lin.sync();
    company.time.set(on("20:30"));
    laptops.iter().for_each(Laptop::sync);
    (company, laptops, first)
}

fn certificate(laptop: &Laptop, card: &str, folder: &std::path::Path) -> std::path::PathBuf {
    let written = laptop.done("certificate_write", json!({ "card": card, "folder": folder }));
    written["path"].as_str().expect("a path").into()
}

#[test]
fn a_registered_ruling_is_proven_by_a_file_alone() {
    let (company, laptops, card) = after_the_evening();
    for laptop in &laptops {
        let file = certificate(laptop, &card, &company.stick());
        let verified = verify_certificate(&file).unwrap_or_else(|flaw| panic!("{flaw:#}"));
        assert_eq!(
            verified.customer.ruling.owner,
            Owner::Person(PersonId::new("liqiang")),
            "{}",
            laptop.person
        );
        assert_ne!(verified.customer.state, State::Provisional, "{}", laptop.person);
        assert!(verified.registered.is_some(), "{}", laptop.person);
        let told = describe_certificate(&verified);
        assert!(told.contains("DUP-01") && told.contains("wangfang"), "{told}");
        for part in [
            &format!("{card} (official number "),
            "by 李强 (liqiang) on 2026-03-12 10:00:00 +08:00, register 1",
            "and 2026-03-12 18:00:00 +08:00, by ",
            "the company's server",
            "Owner:       李强 (liqiang), assigned by 林国栋 (linguodong) on 2026-03-12 20:00:00 +08:00 (OWN-05)",
            "Help:        王芳 (wangfang)",
            "Registered:  by the server on 2026-03-12 20:",
        ] {
            assert!(told.contains(part), "{part} in\n{told}");
        }
        let bytes = std::fs::read(&file).expect("the file");
        for secret in ["郭晓东", "13800138001", "连接器"] {
            let found = bytes.windows(secret.len()).any(|seen| seen == secret.as_bytes());
            assert!(!found, "{secret} proves nothing and stays at home");
        }
    }
}

#[test]
fn no_changed_bit_and_no_missing_record_proves_another_ruling() {
    let (company, [wang, ..], card) = after_the_evening();
    let file = certificate(&wang, &card, &company.stick());
    let bytes = std::fs::read(&file).expect("the file");
    let good = Certificate::verify(&bytes).expect("a good certificate");
    let mut chance = Chance::from(7);
    for _ in 0..600 {
        let bit = chance.below(bytes.len() * 8);
        let mut changed = bytes.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        if let Ok(verified) = Certificate::verify(&changed) {
            // Only what the file says about itself is not signed: the moment that it asks about.
            assert_eq!(verified.customer.hash, good.customer.hash, "bit {bit}");
        }
    }
    let read = |bytes: &[u8]| -> Certificate {
        let body = bytes.strip_prefix(b"fairlead certificate 1\n".as_slice()).expect("a head");
        minicbor::decode(body).expect("a certificate")
    };
    let whole = read(&bytes);
    for left_out in 0..whole.records.len() {
        let mut less = whole.clone();
        less.records.remove(left_out);
        match Certificate::verify(&less.encode()) {
            Ok(verified) => assert_eq!(verified.customer.hash, good.customer.hash),
            Err(flaw) => assert_ne!(flaw, Flaw::Unreadable),
        }
    }
}

#[test]
fn what_the_server_has_not_registered_says_so() {
    let company = Company::start();
    let [wang] = company.laptops(["wangfang"]);
    company.time.set(on("10:00"));
    let card = wang.capture(Lead::HUASHENG);
    let file = certificate(&wang, &card, &company.stick());
    let verified = verify_certificate(&file).unwrap_or_else(|flaw| panic!("{flaw:#}"));
    assert_eq!((verified.registered, verified.customer.state), (None, State::Provisional));
    assert!(describe_certificate(&verified).contains("what its maker knew"));
}

#[test]
fn another_companys_records_do_not_pass_under_this_companys_name() {
    let (ours, theirs) = (Company::start(), Company::start());
    let [wang] = ours.laptops(["wangfang"]);
    let [other] = theirs.laptops(["wangfang"]);
    let card = wang.capture(Lead::HUASHENG);
    let theirs_card = other.capture(Lead::HUASHENG);
    let read = |laptop: &Laptop, company: &Company, card: &str| -> Certificate {
        let file = certificate(laptop, card, &company.stick());
        let bytes = std::fs::read(file).expect("the file");
        minicbor::decode(&bytes[b"fairlead certificate 1\n".len()..]).expect("a certificate")
    };
    let (good, foreign) = (read(&wang, &ours, &card), read(&other, &theirs, &theirs_card));
    let mixed = Certificate { company: good.company, ..foreign };
    assert_eq!(Certificate::verify(&mixed.encode()).unwrap_err(), Flaw::NoCompany);
}

#[test]
fn a_certificate_by_the_rules_of_before_still_holds_and_one_by_later_rules_is_not_guessed_at() {
    let (company, [_, li, _], card) = after_the_evening();
    let bytes = std::fs::read(certificate(&li, &card, &company.stick())).expect("the file");
    let body = bytes.strip_prefix(b"fairlead certificate 1\n".as_slice()).expect("a head");
    let now: Certificate = minicbor::decode(body).expect("a certificate");
    assert_eq!(now.rules, 2);
    let before = Certificate { rules: 1, ..now.clone() };
    let verified = Certificate::verify(&before.encode()).expect("the same ruling by version 1");
    assert!(verified.registered.is_some(), "its bytes are those that were registered");
    let later = Certificate { rules: 3, ..now };
    assert_eq!(Certificate::verify(&later.encode()).unwrap_err(), Flaw::OtherRules(3));
}
