//! The visitors' door is open to whoever is on the Wi-Fi (T4): nothing but the form is behind it, and nobody
//! keeps visitors away by standing in it.

use std::io::Write;

use exchange_tests::phone::{encoded, hear};
use exchange_tests::{Company, Laptop, Phone};
use serde_json::Value;

const TYPED: [(&str, &str); 3] = [("person", "刘洁"), ("phone", "13800138001"), ("consent", "yes")];

fn open() -> (Company, Laptop, Phone) {
    let (company, [wang]) = Company::at_the_fair(["wangfang"]);
    let phone = Phone::at(&wang, 1);
    (company, wang, phone)
}

fn drafts(laptop: &Laptop) -> usize {
    let view = laptop.done("capture_view", Value::Null);
    view["drafts"].as_array().expect("drafts").len()
}

fn is_served(laptop: &Laptop, n: u8) -> bool {
    let phone = Phone::reading(laptop, n);
    phone.send(&phone.open(), &[("person", &n.to_string()), TYPED[1], TYPED[2]]).status == 303
}

#[test]
fn nothing_but_the_form_is_there_and_everything_else_looks_the_same() {
    let (_company, wang, phone) = open();
    let code = &phone.code;
    let never = phone.get("/");
    assert_eq!((never.status, never.page.as_str()), (404, ""));
    let host = phone.host();
    let asks = |n: u8, line: &str, head: &str| {
        let phone = Phone::reading(&wang, n);
        phone.say(format!("{line} HTTP/1.1\r\n{head}\r\n\r\n").as_bytes())
    };
    let own = format!("Host: {host}");
    let port = phone.port;
    let heads = [
        String::new(),
        "Host: booth.example".to_owned(),
        format!("Host: booth.example:{port}"),
        format!("Host: localhost:{port}"),
        "Host: 127.0.0.1".to_owned(),
        "Host: 127.0.0.1:80".to_owned(),
        format!("Host: [::1]:{port}"),
        format!("{own}\r\n{own}"),
        format!("{own}\r\nOrigin: http://booth.example"),
        format!("{own}\r\nOrigin: null"),
        format!("{own}\r\nOrigin: https://{host}"),
    ];
    for (n, head) in (10..).zip(&heads) {
        let answer = asks(n, &format!("GET /{code}"), head);
        assert!([400, 404].contains(&answer.status), "{head}: {answer:?}");
        assert_eq!(answer.page, "", "{head}");
    }
    let lines = [
        format!("GET /{code}/"),
        format!("GET //{code}"),
        format!("GET /{code}/../{code}"),
        format!("GET /./{code}"),
        format!("GET /%2e%2e/{code}"),
        format!("GET /{code}%00"),
        format!("GET /{code}?../../etc/passwd"),
        format!("GET /{code}?lang=en"),
        format!("GET /{}", code.to_uppercase()),
        format!("GET http://{host}/{code}"),
        format!("GET http://booth.example/{code}"),
        format!("HEAD /{code}"),
        format!("PUT /{code}"),
        format!("DELETE /{code}"),
        format!("OPTIONS /{code}"),
        format!("TRACE /{code}"),
        format!("POST /{code}/thanks"),
        "GET /call/lead_list".to_owned(),
        "POST /call/status".to_owned(),
        "GET /favicon.ico".to_owned(),
        "GET /../../fairlead.db".to_owned(),
        "GET /22222222".to_owned(),
        "OPTIONS *".to_owned(),
    ];
    for (n, line) in (100..).zip(&lines) {
        let answer = asks(n, line, &own);
        assert_eq!((answer.status, answer.page.as_str()), (404, ""), "{line}: {answer:?}");
        // The answer to HEAD has no body that could have a length.
        let mut head = never.head.clone();
        head.retain(|name| !line.starts_with("HEAD") || name != "content-length: 0");
        assert_eq!(answer.head, head, "{line}");
    }
    assert!(phone.say(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03").status != 200);
    assert_eq!(phone.open().status, 200);
}

#[test]
fn what_is_too_long_is_refused_and_takes_no_memory() {
    let (_company, wang, phone) = open();
    let ticket = phone.open().value("ticket").to_owned();
    let path = format!("/{}", phone.code);
    let long = "x".repeat(64 * 1024);
    let body = encoded(&[("ticket", &ticket), ("matter", &long)]);
    let answer = phone.post(&path, &body);
    assert!([0, 413].contains(&answer.status), "{answer:?}");
    let host = phone.host();
    let begins = format!("POST {path} HTTP/1.1\r\nHost: {host}\r\n");
    let form = "Content-Type: application/x-www-form-urlencoded\r\n";
    let says = |more: &str| phone.say(format!("{begins}{more}").as_bytes()).status;
    assert!([400, 413].contains(&says(&format!("{form}Content-Length: 99999999999\r\n\r\nx"))));
    let chunk =
        format!("{form}Transfer-Encoding: chunked\r\n\r\n10000\r\n{}\r\n", "y".repeat(65_536));
    assert!([0, 413].contains(&says(&chunk)));
    assert_eq!(says("Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"), 415);
    assert_eq!(
        says("Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 0\r\n\r\n"),
        415
    );
    let both = format!("{form}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    assert!(says(&both) >= 400);
    assert!([0, 400, 431].contains(&says(&format!("X: {long}\r\n\r\n"))));
    assert!([0, 400, 431].contains(&says(&format!("{}\r\n", "X: y\r\n".repeat(200)))));
    let line = format!("GET /{long} HTTP/1.1\r\nHost: {host}\r\n\r\n");
    assert!([0, 400, 414, 431].contains(&phone.say(line.as_bytes()).status));
    let odd = "ticket=%&person=%ff%fe%00&=&&&consent&company=%E4%B8".to_owned();
    assert!(phone.post(&path, &odd).status >= 400);
    assert_eq!(drafts(&wang), 0);
    assert!(is_served(&wang, 2));
}

#[test]
fn whoever_says_nothing_or_slowly_is_cut_off_and_keeps_nobody_out() {
    let (_company, wang, phone) = open();
    let silent: Vec<_> = (0..120_u8)
        .map(|n| {
            let from = Phone::reading(&wang, 100 + n % 40);
            let mut stream = from.connect().expect("a connection");
            let begun = ["", "GET /", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\na"];
            let _ = stream.write_all(begun[usize::from(n) % 3].as_bytes());
            stream
        })
        .collect();
    assert!(is_served(&wang, 2), "room is made");
    let path = format!("/{}", phone.code);
    let host = phone.host();
    let mut slow = phone.connect().expect("a connection");
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 500\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n\r\nticket="
    );
    slow.write_all(head.as_bytes()).expect("a connection");
    assert!(is_served(&wang, 3));
    assert_eq!(hear(slow).status, 408, "a body that does not come is not waited for");
    for stream in silent {
        assert_ne!(hear(stream).status, 200);
    }
}

#[test]
fn a_thousand_forms_from_one_phone_are_a_handful_and_others_are_still_served() {
    let (_company, wang, phone) = open();
    let form = phone.open();
    let mut kept = 0;
    for n in 0..1000 {
        let name = format!("Bot {n}");
        let form = if n < 20 { phone.open() } else { form.clone() };
        if form.status != 200 {
            continue;
        }
        kept +=
            usize::from(phone.send(&form, &[("person", &name), TYPED[1], TYPED[2]]).status == 303);
    }
    assert!((1..=5).contains(&kept), "{kept}");
    assert_eq!(drafts(&wang), kept);
    assert_eq!(wang.done("visitor_form", Value::Null)["flooded"], true);
    assert!(is_served(&wang, 2));
}

#[test]
fn many_phones_together_fill_no_list_and_whoever_is_refused_keeps_what_he_typed() {
    let (_company, wang, _phone) = open();
    let mut refused = None;
    for n in 0..250_u8 {
        let phone = Phone::reading(&wang, n);
        let form = phone.open();
        let answer = match form.status {
            200 => phone.send(&form, &[("person", &format!("Bot {n}")), TYPED[1], TYPED[2]]),
            _ => form,
        };
        if answer.status == 429 && !answer.page.is_empty() {
            refused = Some((n, answer));
        }
    }
    assert_eq!(drafts(&wang), 60);
    let (n, answer) = refused.expect("somebody was refused with his form");
    assert_eq!(answer.value("person"), format!("Bot {n}"));
}

#[test]
fn whoever_guesses_codes_is_refused_even_with_the_right_one() {
    let (_company, wang, phone) = open();
    for n in 0..100 {
        let guess = format!("/{:08}", 22_222_222 + n);
        assert!([404, 429].contains(&phone.get(&guess).status));
    }
    assert_eq!(phone.open().status, 429);
    assert!(is_served(&wang, 2));
}
