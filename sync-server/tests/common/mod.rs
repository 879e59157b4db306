//! A company in a folder of its own, its real server on loopback, and laptops that speak to it.

#![allow(dead_code, unused_imports)] // Each test file is a crate of its own and uses its share.

mod attacker;
pub mod counting;
mod laptop;

use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use domain::PersonId;
use domain::time::{Day, Instant, TimeOfDay, Zone};
use sync_server::{
    Clock, CompanyFile, Config, Folder, Founded, Ledger, Random, Running, Server, Tls, found,
};

pub use attacker::{begin_anew, card_as_of, customer, proof_of, receipt, sign_as_of};
pub use laptop::{Answer, Laptop, Lead, answer, post_enrol, post_plain, request};

pub const COMPANY: &str = include_str!("company.json");

/// Something that happened on the first day of the fair, at this time.
pub fn at(time: &str) -> Instant {
    on("2026-03-12", time)
}

pub fn on(day: &str, time: &str) -> Instant {
    let zone = Zone::named("Asia/Shanghai").unwrap();
    zone.at(Day::parse(day).unwrap(), TimeOfDay::parse(time).unwrap())
}

/// A clock that stands until somebody sets it.
#[derive(Clone)]
pub struct TestClock(Arc<AtomicI64>);

impl TestClock {
    pub fn set(&self, now: Instant) {
        self.0.store(now.0, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Instant {
        Instant(self.0.load(Ordering::SeqCst))
    }
}

/// Different bytes at every call, the same in every run.
#[derive(Default)]
pub struct TestRandom(AtomicU64);

impl Random for TestRandom {
    fn fill(&self, bytes: &mut [u8]) {
        let call = self.0.fetch_add(1, Ordering::SeqCst);
        blake3::Hasher::new_derive_key("fairlead test random")
            .update(&call.to_be_bytes())
            .finalize_xof()
            .fill(bytes);
    }
}

/// A founded company and its running server.
pub struct Company {
    pub clock: TestClock,
    pub founded: Founded,
    folder: tempfile::TempDir,
    random: Arc<TestRandom>,
    running: Option<Running>,
}

impl Company {
    /// The evening before the fair.
    pub async fn start() -> Self {
        Self::of(COMPANY).await
    }

    pub async fn of(company: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = TestClock(Arc::new(AtomicI64::new(on("2026-03-11", "18:00").0)));
        let random = Arc::new(TestRandom::default());
        let file = CompanyFile::parse(company).unwrap();
        let storage = Folder::new(folder.path()).create(&*random).unwrap();
        let founded = found(&storage, &file, &clock, &*random).unwrap();
        drop(storage);
        let mut company = Self { clock, founded, folder, random, running: None };
        company.run(Tls::Off).await;
        company
    }

    pub async fn run(&mut self, tls: Tls) {
        let config = Config {
            data: self.folder.path().to_owned(),
            listener: TcpListener::bind("127.0.0.1:0").unwrap(),
            tls,
            address: None,
            clock: Arc::new(self.clock.clone()),
            random: self.random.clone(),
        };
        self.running = Some(Server::start(config).await.unwrap());
    }

    pub async fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            running.stop().await;
        }
    }

    pub fn address(&self) -> &str {
        self.running.as_ref().unwrap().address()
    }

    pub fn ledger(&self) -> &Arc<Ledger> {
        self.running.as_ref().unwrap().ledger()
    }

    pub fn random(&self) -> Arc<TestRandom> {
        Arc::clone(&self.random)
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    pub fn code(&self, person: &str) -> protocol::enrol::Code {
        self.ledger().issue_code(&PersonId::new(person)).unwrap()
    }

    /// A new laptop of a person, enrolled and synced.
    pub async fn laptop(&self, person: &str) -> Laptop {
        let mut laptop = Laptop::enrol(self, person).await;
        laptop.sync().await;
        laptop
    }

    pub async fn laptops<const N: usize>(&self, people: [&str; N]) -> [Laptop; N] {
        let mut laptops = Vec::new();
        for person in people {
            laptops.push(self.laptop(person).await);
        }
        laptops.try_into().ok().unwrap()
    }
}
