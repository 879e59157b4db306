//! What the server answers to requests that are wrong (`api-abuse.md`): exactly this, and nothing
//! changes.

mod common;

use std::sync::Arc;
use std::time::Duration;

use common::{Answer, Company, Laptop, Lead, answer, at, on, post_plain};
use protocol::RawRecords;
use protocol::auth::{ENROLMENT_HEADER, NONCE_HEADER, SIGNATURE_HEADER};
use protocol::limits::BODY_BYTES_MAX;
use protocol::sync::PATH;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

fn refusal(answer: &Answer) -> (u16, String) {
    (answer.status, answer.code())
}

fn is(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

async fn get(company: &Company, path: &str) -> Answer {
    answer(reqwest::Client::new().get(format!("{}{path}", company.address()))).await
}

fn idle(laptop: &Laptop) -> Vec<u8> {
    laptop.request(RawRecords::default()).encode()
}

#[tokio::test]
async fn every_answer_carries_a_nonce() {
    let company = Company::start().await;
    let answers = [
        get(&company, "/health").await,
        get(&company, "/v1/nonce").await,
        get(&company, "/nowhere").await,
        get(&company, PATH).await,
        post_plain(company.address(), PATH, Vec::new()).await,
    ];
    let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses, [200, 204, 404, 405, 401]);
    assert!(answers.iter().all(|answer| answer.headers.contains_key(NONCE_HEADER)));
    assert_eq!(answers[3].headers["allow"], "POST");
}

#[tokio::test]
async fn a_request_without_proof_is_refused() {
    let company = Company::start().await;
    let wang = company.laptop("wangfang").await;
    let body = idle(&wang);
    let missing = post_plain(company.address(), PATH, body.clone()).await;
    assert_eq!(refusal(&missing), is(401, "auth.missing"));
    for id in ["", "xyz", &"0".repeat(10_000), &"g".repeat(32)] {
        let request = reqwest::Client::new()
            .post(format!("{}{PATH}", company.address()))
            .header("content-type", "application/cbor")
            .header(ENROLMENT_HEADER, id)
            .header(NONCE_HEADER, "00")
            .header(SIGNATURE_HEADER, "00")
            .body(body.clone());
        assert_eq!(answer(request).await.status, 401);
    }
}

#[tokio::test]
async fn a_wrong_signature_and_an_unknown_enrolment_look_the_same() {
    let company = Company::start().await;
    let [mut wang, li] = company.laptops(["wangfang", "liqiang"]).await;
    let body = idle(&wang);
    let own = wang.signer.clone();
    wang.signer = li.signer.clone();
    wang.post_once(PATH, body.clone()).await;
    let wrong = wang.post_once(PATH, body.clone()).await;
    assert_eq!(refusal(&wrong), is(401, "auth.signature"));
    let enrolment = wang.enrolment;
    (wang.signer, wang.enrolment) = (own, ledger::EnrolmentId::new([3; 16]));
    wang.post_once(PATH, body.clone()).await;
    let unknown = wang.post_once(PATH, body.clone()).await;
    assert_eq!((unknown.status, &unknown.body), (401, &wrong.body));
    wang.enrolment = enrolment;
    assert_eq!(wang.post(PATH, body).await.status, 200);
}

#[tokio::test]
async fn a_signature_holds_for_its_body_and_path_only() {
    let company = Company::start().await;
    let mut wang = company.laptop("wangfang").await;
    let body = idle(&wang);
    let nonce = wang.nonce().to_owned();
    let signature =
        protocol::auth::sign(&wang.signer, wang.enrolment, "POST", "/v1/codes", &nonce, &body);
    let request = reqwest::Client::new()
        .post(format!("{}{PATH}", company.address()))
        .header("content-type", "application/cbor")
        .header(ENROLMENT_HEADER, wang.enrolment.to_string())
        .header(NONCE_HEADER, &nonce)
        .header(SIGNATURE_HEADER, signature)
        .body(body.clone());
    assert_eq!(refusal(&answer(request).await), is(401, "auth.signature"));
    assert_eq!(wang.post_once(PATH, body).await.status, 200, "the nonce was not burnt by that");
}

#[tokio::test]
async fn a_nonce_is_good_once_for_its_owner_and_for_five_minutes() {
    let company = Company::start().await;
    let [mut wang, mut li] = company.laptops(["wangfang", "liqiang"]).await;
    let body = idle(&wang);
    let nonce = wang.nonce().to_owned();
    assert_eq!(wang.post_with(PATH, body.clone(), &nonce).await.status, 200);
    let replayed = wang.post_with(PATH, body.clone(), &nonce).await;
    assert_eq!(refusal(&replayed), is(401, "auth.nonce"));
    let hers = wang.nonce().to_owned();
    let stolen = li.post_with(PATH, idle(&li.clone()), &hers).await;
    assert_eq!(refusal(&stolen), is(401, "auth.nonce"));
    company.clock.set(on("2026-03-11", "18:05"));
    let aged = wang.post_with(PATH, body.clone(), &hers).await;
    assert_eq!(refusal(&aged), is(401, "auth.nonce"));
    assert_eq!(wang.post_once(PATH, body.clone()).await.status, 200);
    // One that was given to nobody in particular.
    let nonce = get(&company, "/v1/nonce").await.headers[NONCE_HEADER].to_str().unwrap().to_owned();
    assert_eq!(wang.post_with(PATH, body, &nonce).await.status, 200);
}

#[tokio::test]
async fn a_laptop_whose_clock_is_ten_years_off_is_served() {
    let company = Company::start().await;
    let mut wang = company.laptop("wangfang").await;
    let now = wang.clock.clone();
    company.clock.set(on("2036-03-12", "10:00"));
    let card = wang.capture(Lead::HUASHENG);
    now.set(at("10:00"));
    assert!(wang.sync().await.is_empty());
    assert!(company.ledger().view(card, at("10:00")).unwrap().is_some());
}

#[tokio::test]
async fn bodies_that_are_no_message_are_refused() {
    let company = Company::start().await;
    let mut wang = company.laptop("wangfang").await;
    let good = idle(&wang);
    let cut = good[..good.len() - 1].to_vec();
    let tail = [good.as_slice(), b"x"].concat();
    let html = b"<!doctype html><title>Wi-Fi login</title>".to_vec();
    for body in [Vec::new(), vec![0xff; 1000], html, cut, tail] {
        let answer = wang.post(PATH, body).await;
        assert_eq!(refusal(&answer), is(400, "body.malformed"));
    }
    let enrol = post_plain(company.address(), "/v1/enrol", b"{}".to_vec()).await;
    assert_eq!(refusal(&enrol), is(400, "body.malformed"));
}

#[tokio::test]
async fn another_protocol_version_is_told_so() {
    let company = Company::start().await;
    let mut wang = company.laptop("wangfang").await;
    let mut request = wang.request(RawRecords::default());
    request.version = 0;
    let answer = wang.post(PATH, request.encode()).await;
    assert_eq!(refusal(&answer), is(426, "protocol.version"));
}

#[tokio::test]
async fn only_cbor_and_nothing_compressed() {
    let company = Company::start().await;
    let wang = company.laptop("wangfang").await;
    for (name, value, code) in [
        ("content-type", "application/json", "body.type"),
        ("content-encoding", "gzip", "body.encoding"),
    ] {
        let mut request = reqwest::Client::new().post(format!("{}/v1/enrol", company.address()));
        if name != "content-type" {
            request = request.header("content-type", "application/cbor; charset=binary");
        }
        let answer = answer(request.header(name, value).body(idle(&wang))).await;
        assert_eq!(refusal(&answer), is(415, code));
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_is_not_read() {
    let company = Company::start().await;
    let mut wang = company.laptop("wangfang").await;
    let address = company.address().strip_prefix("http://").unwrap();
    let head = format!(
        "POST /v1/enrol HTTP/1.1\r\nhost: x\r\ncontent-type: application/cbor\r\n\
         content-length: {}\r\n\r\n",
        BODY_BYTES_MAX + 1
    );
    // Not one byte of the body is sent, and the answer comes all the same.
    let answer = raw(address, head.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");

    let mut stream = head.split("content-length").next().unwrap().to_owned();
    stream.push_str("transfer-encoding: chunked\r\n\r\n");
    let mut bytes = stream.into_bytes();
    let chunk = vec![0u8; 256 * 1024];
    for _ in 0..10 {
        bytes.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
        bytes.extend_from_slice(&chunk);
        bytes.extend_from_slice(b"\r\n");
    }
    let answer = raw(address, &bytes).await;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    assert_eq!(wang.post(PATH, idle(&wang.clone())).await.status, 200);
}

#[tokio::test]
async fn heads_that_smuggle_or_never_end_are_refused() {
    let company = Company::start().await;
    let address = company.address().strip_prefix("http://").unwrap();
    let start = "POST /v1/enrol HTTP/1.1\r\nhost: x\r\ncontent-type: application/cbor\r\n";
    let many: String = (0..200).map(|n| format!("x-{n}: y\r\n")).collect();
    let long = format!("x: {}\r\n", "y".repeat(100_000));
    for bad in [
        "content-length: 3\r\ncontent-length: 4\r\n\r\nabcd".to_owned(),
        "content-length : 3\r\n\r\nabc".to_owned(),
        format!("{many}\r\n"),
        format!("{long}\r\n"),
    ] {
        let answer = raw(address, format!("{start}{bad}").as_bytes()).await;
        let status: u16 = answer.get(9..12).and_then(|code| code.parse().ok()).unwrap_or(0);
        assert!([0, 400, 431].contains(&status), "{answer}");
    }
    assert_eq!(get(&company, "/health").await.status, 200);
}

async fn raw(address: &str, bytes: &[u8]) -> String {
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    // The server may close before it has read all of it.
    let _ = stream.write_all(bytes).await;
    let mut answer = vec![0; 4096];
    let read = tokio::time::timeout(Duration::from_secs(5), stream.read(&mut answer)).await;
    answer.truncate(read.ok().and_then(Result::ok).unwrap_or(0));
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn a_head_that_dribbles_is_cut_off_and_others_are_served() {
    let company = Company::start().await;
    let address = company.address().strip_prefix("http://").unwrap().to_owned();
    let mut slow = tokio::net::TcpStream::connect(&address).await.unwrap();
    slow.write_all(b"POST /v1/sync HTTP/1.1\r\nhost:").await.unwrap();
    let mut wang = company.laptop("wangfang").await;
    wang.sync().await;
    let mut rest = Vec::new();
    let closed = tokio::time::timeout(Duration::from_secs(15), slow.read_to_end(&mut rest)).await;
    assert!(closed.is_ok(), "after ten seconds it is closed");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_push_a_hundred_times_at_once_is_one_push() {
    let company = Company::start().await;
    let mut wang = company.laptop("wangfang").await;
    let card = wang.capture(Lead::HUASHENG);
    let records: Vec<_> = wang.own_records().cloned().collect();
    let body = Arc::new(wang.request(RawRecords::fill(&records).0).encode());
    let pushes = (0..100).map(|_| {
        let (mut wang, body) = (wang.clone(), Arc::clone(&body));
        tokio::spawn(async move { wang.post(PATH, body.to_vec()).await.status })
    });
    for push in pushes.collect::<Vec<_>>() {
        let status = push.await.unwrap();
        // All start with the same nonce; whoever lost it twice in a row asks again later.
        assert!([200, 401].contains(&status), "{status}");
    }
    let about = company.ledger().about(card).unwrap();
    assert_eq!(about.len(), 2, "the card and its number");
}

#[tokio::test]
async fn forwarded_names_and_other_methods_change_nothing() {
    let company = Company::start().await;
    let wang = company.laptop("wangfang").await;
    let request = reqwest::Client::new()
        .post(format!("{}{PATH}", company.address()))
        .header("content-type", "application/cbor")
        .header("x-user-id", "zhenghua")
        .header("x-forwarded-for", "127.0.0.1")
        .header("x-http-method-override", "GET")
        .body(idle(&wang));
    assert_eq!(refusal(&answer(request).await), is(401, "auth.missing"));
    let request = reqwest::Client::new().put(format!("{}{PATH}", company.address()));
    assert_eq!(refusal(&answer(request).await), is(405, "method.not_allowed"));
    for path in ["/v1/sync/", "/v1/../health", "//v1/sync", "/%2e%2e/server.key", "/v1/sync%00"] {
        let found = get(&company, path).await.status;
        assert!([404, 405, 200].contains(&found), "{path}: {found}");
    }
}

#[tokio::test]
async fn connections_that_say_nothing_keep_nobody_out() {
    let company = Company::start().await;
    let address = company.address().trim_start_matches("http://").to_owned();
    let mut silent = Vec::new();
    let served = async {
        for _ in 0..900 {
            silent.push(tokio::net::TcpStream::connect(&address).await.unwrap());
        }
        get(&company, "/health").await.status
    };
    // Before any of them has been silent for so long that it is closed for that.
    let served = tokio::time::timeout(Duration::from_secs(8), served).await;
    assert_eq!(served.ok(), Some(200), "others wait for strangers to end");
    let open = silent.iter().filter(|stream| {
        let read = stream.try_read(&mut [0]);
        read.is_err_and(|error| error.kind() == std::io::ErrorKind::WouldBlock)
    });
    assert!(open.count() < 512, "one address does not get every place");
}
