//! Founding, starting, stopping.

mod common;

use std::net::TcpListener;
use std::sync::Arc;

use common::{COMPANY, Company, Lead, TestRandom, at};
use domain::time::Instant;
use domain::{PersonId, TerritoryId};
use facts::kind;
use ledger::Hash;
use sha2::{Digest, Sha256};
use sync_server::command::{self, Init};
use sync_server::{Config, Folder, Server, Tls};

/// Another server on a company's folder.
fn config(company: &Company) -> Config {
    Config {
        data: company.data(),
        listener: TcpListener::bind("127.0.0.1:0").unwrap(),
        tls: Tls::Off,
        address: None,
        clock: Arc::new(company.clock.clone()),
        random: Arc::new(TestRandom::default()),
    }
}

#[tokio::test]
async fn a_restart_keeps_everything() {
    let mut company = Company::start().await;
    let [mut wang, mut lin] = company.laptops(["wangfang", "linguodong"]).await;
    let first = wang.capture(Lead::HUASHENG);
    wang.sync().await;
    let before = company.ledger().book().unwrap();
    company.stop().await;
    company.run(Tls::Off).await;
    wang.address = company.address().to_owned();
    lin.address = company.address().to_owned();
    assert_eq!(company.ledger().book().unwrap().id, before.id);
    let second = wang.capture(Lead { company: "深圳北斗导航有限公司", ..Lead::HUASHENG });
    assert!(wang.sync().await.is_empty());
    lin.sync().await;
    assert_eq!((lin.holds(first), lin.holds(second)), (Some(true), Some(true)));
    let numbers = [first, second].map(|card| company.ledger().official_number(card).unwrap());
    assert_eq!(numbers, [Some(1), Some(2)]);
}

#[tokio::test]
async fn a_roster_that_was_open_before_a_restart_is_completed_after_it() {
    let mut company = Company::start().await;
    let [mut wang, mut lin] = company.laptops(["wangfang", "linguodong"]).await;
    company.clock.set(at("10:00"));
    let card = wang.capture(Lead { ..Lead::HUASHENG });
    wang.sync().await;
    company.clock.set(at("21:00"));
    lin.sync().await;
    lin.seal("2026-03-12", &[card]);
    lin.sync().await;
    company.stop().await;
    company.run(Tls::Off).await;
    wang.address = company.address().to_owned();
    company.clock.set(at("21:30"));
    wang.sync().await;
    assert_eq!(wang.of_kind(kind::ROSTER_COMPLETE).len(), 1);
}

#[tokio::test]
async fn a_damaged_store_says_what_is_safe_and_what_to_do() {
    let mut company = Company::start().await;
    let mut wang = company.laptop("wangfang").await;
    wang.capture(Lead::HUASHENG);
    wang.sync().await;
    company.stop().await;
    let store = company.data().join("ledger.db");
    let whole = std::fs::read(&store).unwrap();
    for (what, from, to) in [("its beginning", 0, 4096), ("all else", 4096, whole.len())] {
        let mut hurt = whole.clone();
        hurt[from..to].iter_mut().for_each(|byte| *byte ^= 0x5a);
        std::fs::write(&store, &hurt).unwrap();
        let folder = Folder::new(company.data());
        let error = Server::start(config(&company)).await.err().expect(what);
        let said = format!("{error:#}");
        for word in ["ledger.db", "Nothing of it was deleted", "laptops", "fairlead-server restore"]
        {
            assert!(said.contains(word), "{what}: {word} is not in {said}");
        }
        assert!(folder.lock().is_ok(), "{what}: nobody runs on it");
        let left = std::fs::metadata(&store).unwrap().len();
        assert_eq!(left, whole.len() as u64, "{what}: no other store was made");
    }
}

#[tokio::test]
async fn a_store_that_is_gone_is_not_replaced_by_an_empty_one() {
    let mut company = Company::start().await;
    company.stop().await;
    let store = company.data().join("ledger.db");
    std::fs::remove_file(&store).unwrap();
    for there in [false, true] {
        let refused = Folder::new(company.data()).open().err().unwrap().to_string();
        assert!(refused.contains("fairlead-server restore"), "{refused}");
        assert_eq!(store.exists(), there, "nothing was made");
        std::fs::write(&store, b"").unwrap();
    }
}

#[tokio::test]
async fn one_server_a_folder() {
    let company = Company::start().await;
    let refused = Server::start(config(&company)).await.err().unwrap();
    assert!(refused.to_string().contains("another server"), "{refused:#}");
}

#[tokio::test]
async fn plain_http_stays_on_this_machine() {
    let mut company = Company::start().await;
    company.stop().await;
    let config = Config {
        data: company.data(),
        listener: TcpListener::bind("0.0.0.0:0").unwrap(),
        tls: Tls::Off,
        address: None,
        clock: Arc::new(company.clock.clone()),
        random: Arc::new(TestRandom::default()),
    };
    let refused = Server::start(config).await.err().unwrap();
    assert!(refused.to_string().contains("loopback"), "{refused:#}");
}

#[tokio::test]
async fn a_code_carries_the_fingerprint_of_the_certificate_that_is_shown() {
    let mut company = Company::start().await;
    company.stop().await;
    company.run(Tls::SelfSigned).await;
    let code = company.code("wangfang");
    assert!(code.server.starts_with("https://127.0.0.1:"));
    let pem = std::fs::read(company.data().join("certificate.pem")).unwrap();
    let own = rustls_pki_types(&pem);
    assert_eq!(code.certificate, Some(Hash::new(Sha256::digest(&own).into())));

    let trusted = reqwest::Certificate::from_pem(&pem).unwrap();
    let client = reqwest::Client::builder()
        .add_root_certificate(trusted)
        .resolve("fairlead.invalid", company.address()["https://".len()..].parse().unwrap())
        .build()
        .unwrap();
    let port = code.server.rsplit(':').next().unwrap();
    let health =
        client.get(format!("https://fairlead.invalid:{port}/health")).send().await.unwrap();
    assert_eq!(health.status(), 200);

    company.stop().await;
    company.run(Tls::SelfSigned).await;
    assert_eq!(company.code("wangfang").certificate, code.certificate, "it is kept");
}

fn rustls_pki_types(pem: &[u8]) -> Vec<u8> {
    use rustls::pki_types::CertificateDer;
    use rustls::pki_types::pem::PemObject;
    CertificateDer::from_pem_slice(pem).unwrap().to_vec()
}

#[tokio::test]
async fn the_books_first_page_is_the_company_file() {
    let company = Company::start().await;
    let book = company.ledger().book().unwrap();
    let founded = &book.company;
    let now = at("09:00");
    assert_eq!(founded.name, "华南贸易");
    assert_eq!(founded.people.len(), 7);
    let huang = founded.person(&PersonId::new("huangli"), now).unwrap();
    assert_eq!(huang.mentor, Some(PersonId::new("wangfang")));
    let fair = founded.fair(&domain::FairId::new("F1"), now).unwrap();
    assert_eq!((fair.days.len(), fair.team.len()), (2, 3));
    let dongguan = domain::places::resolve("广东东莞").unwrap();
    assert_eq!(founded.territory_of(dongguan, now).unwrap().id, TerritoryId::new("south"));
    assert_eq!(founded.parameters(now).handin_hours, 2);
    assert_eq!(founded.holidays.len(), 1);
    assert_eq!(book.id, company.founded.company);
}

#[test]
fn init_founds_a_company_once_and_lets_headquarters_in() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("company.json");
    std::fs::write(&file, COMPANY).unwrap();
    let data = Folder::new(folder.path().join("data"));
    let clock = || Arc::new(|| Instant(0));
    let random = Arc::new(TestRandom::default());
    let tls = Tls::SelfSigned;
    let init = Init {
        company: &file,
        folder: &data,
        address: Some("https://sync.example:7443/"),
        tls: &tls,
    };
    let made = command::init(&init, clock(), random.clone()).unwrap();
    assert_eq!(made.headquarters, PersonId::new("zhenghua"));
    assert_eq!(made.code.server, "https://sync.example:7443");
    assert!(made.code.certificate.is_some());
    let key = std::fs::read_to_string(&made.recovery_file).unwrap();
    let key = key.lines().last().unwrap();
    assert!(key.parse::<age::x25519::Identity>().is_ok());
    #[cfg(unix)]
    for private in ["server.key", "certificate.key", "recovery-key.txt"] {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(data.file(private)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{private}");
    }
    assert!(command::init(&init, clock(), random.clone()).is_err());
    let code = command::code(&data, &PersonId::new("wangfang"), clock(), random).unwrap();
    assert_eq!(code.server, made.code.server);
    assert_ne!(code.secret, made.code.secret);
}

#[test]
fn an_address_that_does_not_fit_is_refused_before_anything_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("company.json");
    std::fs::write(&file, COMPANY).unwrap();
    let data = Folder::new(folder.path().join("data"));
    let tls = Tls::Off;
    for bad in ["https://sync.example", "sync.example:7443", "http://", "http://x/path"] {
        let init = Init { company: &file, folder: &data, address: Some(bad), tls: &tls };
        let random = Arc::new(TestRandom::default());
        assert!(command::init(&init, Arc::new(|| Instant(0)), random).is_err(), "{bad}");
    }
}
