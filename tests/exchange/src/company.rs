//! A company with its real server.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use domain::PersonId;
use facts::payload::Purged;
use facts::{Key, Records};
use ledger::WhichPart;
use sync_server::{CompanyFile, Config, Folder, Ledger, Running, Server, Tls};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};

use crate::clock::{TrueTime, on, on_day};
use crate::laptop::Laptop;
use crate::road::Road;

/// Headquarters keeps its key apart from the server.
const RECOVERY_FILE: &str = "recovery-key.txt";

const CAST: &str = include_str!("../../scenarios/casts/shenzhen-2026.json");

/// A founded company, its running server, and the time.
pub struct Company {
    /// The true time; the evening before the fair at first.
    pub time: TrueTime,
    folder: TempDir,
    runtime: Runtime,
    running: Option<Running>,
    local: SocketAddr,
    tls: Tls,
    address: Option<String>,
    laptops: AtomicUsize,
}

impl Company {
    /// On plain HTTP.
    pub fn start() -> Self {
        Self::found(Tls::Off, None)
    }

    /// On plain HTTP, with somebody who has a capability from the first day.
    ///
    /// # Panics
    /// When the cast has nobody of that name.
    pub fn with_grant(person: &str, capability: &str) -> Self {
        let mut cast: serde_json::Value = serde_json::from_str(CAST).expect("the cast");
        let granted = &mut cast["people"][person];
        assert!(granted.is_object(), "{person} is none of the cast");
        granted["capabilities"] = serde_json::json!([capability]);
        Self::found_from(&cast.to_string(), Tls::Off, None)
    }

    /// At ten on the fair's first day, with laptops of these people that all know each other.
    pub fn at_the_fair<const N: usize>(people: [&str; N]) -> (Self, [Laptop; N]) {
        let company = Self::start();
        let laptops = company.laptops(people);
        company.time.set(on("10:00"));
        (company, laptops)
    }

    /// Over HTTPS with a certificate of its own.
    pub fn start_with_tls() -> Self {
        Self::found(Tls::SelfSigned, None)
    }

    /// Laptops reach it over a road.
    pub fn start_behind(road: &Road, tls: Tls) -> Self {
        let scheme = if tls == Tls::Off { "http" } else { "https" };
        let company = Self::found(tls, Some(format!("{scheme}://{}", road.address())));
        road.lead_to(company.local);
        company
    }

    fn found(tls: Tls, address: Option<String>) -> Self {
        Self::found_from(CAST, tls, address)
    }

    fn found_from(cast: &str, tls: Tls, address: Option<String>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let time = TrueTime::at(on_day("2026-03-11", "18:00"));
        let file = CompanyFile::parse(cast).expect("the cast");
        let storage = Folder::new(folder.path().join("server")).create(&chance).expect("a folder");
        let founded = sync_server::found(&storage, &file, &time, &chance).expect("a founding");
        drop(storage);
        let offline = folder.path().join(RECOVERY_FILE);
        std::fs::write(offline, founded.recovery_key).expect("a place that is not the server's");
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build();
        let mut company = Self {
            time,
            folder,
            runtime: runtime.expect("a runtime"),
            running: None,
            local: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            tls,
            address,
            laptops: AtomicUsize::new(0),
        };
        company.start_server();
        company
    }

    /// Starts the server on the port that it had.
    pub fn start_server(&mut self) {
        let listener = TcpListener::bind(self.local).expect("a port on loopback");
        self.local = listener.local_addr().expect("a bound port");
        let config = Config {
            data: self.data(),
            listener,
            tls: self.tls.clone(),
            address: self.address.clone(),
            clock: Arc::new(self.time.clone()),
            random: Arc::new(chance),
        };
        self.running = Some(self.runtime.block_on(Server::start(config)).expect("a server"));
    }

    /// Stops the server.
    pub fn stop_server(&mut self) {
        let running = self.running.take().expect("a running server");
        self.runtime.block_on(running.stop());
    }

    /// The server's disk as it is now, while its power is off.
    pub fn image_server(&mut self) -> PathBuf {
        let image = self.new_folder("image");
        self.stop_server();
        copy(&self.data(), &image);
        self.start_server();
        image
    }

    /// The server's disk is put back to an image, by somebody who tells nobody.
    pub fn put_server_back(&mut self, image: &Path) {
        self.stop_server();
        std::fs::remove_dir_all(self.data()).expect("the server's folder");
        copy(image, &self.data());
        self.start_server();
    }

    /// Somebody founds another company in the server's place, with its certificate.
    ///
    /// # Panics
    /// When the server starts without a company.
    pub fn found_another_in_its_place(&mut self) {
        self.stop_server();
        for file in ["ledger.db", "ledger.db-wal", "ledger.db-shm"] {
            let _ = std::fs::remove_file(self.data().join(file));
        }
        let folder = Folder::new(self.data());
        assert!(folder.open().is_err(), "nobody makes an empty store by starting a server");
        let file = CompanyFile::parse(CAST).expect("the cast");
        let storage = folder.create(&chance).expect("a folder");
        sync_server::found(&storage, &file, &self.time, &chance).expect("a founding");
        drop(storage);
        self.start_server();
    }

    /// A backup, ten minutes later.
    pub fn back_up(&self, into: &Path) {
        self.time.pass_minutes(10);
        let folder = Folder::new(self.data());
        sync_server::command::backup(&folder, into, &self.time, &chance).expect("a backup");
    }

    /// The server's folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("server")
    }

    /// Where the server listens.
    pub fn local(&self) -> SocketAddr {
        self.local
    }

    /// What the server holds.
    pub fn ledger(&self) -> &Arc<Ledger> {
        self.running.as_ref().expect("a running server").ledger()
    }

    /// What a laptop has told the server that it let go of: through which word, and how many cards went
    /// whole or in part.
    pub fn let_go_by(&self, laptop: &Laptop) -> Vec<(u64, u32, u32)> {
        let enrolment = laptop.desk.opened().expect("open").workspace().identity().enrolment;
        let said = self.ledger().read(|records, _| records.under(&Key::Purges(enrolment), 0));
        let said = said.expect("the ledger").into_iter().map(|record| {
            let part = record.part(WhichPart::Ranking).expect("its ranking part");
            let purged = Purged::decode(part).expect("a purge");
            (purged.through, purged.gone, purged.thinned)
        });
        said.collect()
    }

    /// Where its laptops' network runs.
    pub fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    /// An enrolment code.
    pub fn code(&self, person: &str) -> String {
        self.ledger().issue_code(&PersonId::new(person)).expect("a code").to_string()
    }

    /// The file with headquarters' recovery key.
    pub fn recovery_file(&self) -> PathBuf {
        self.folder.path().join(RECOVERY_FILE)
    }

    /// A folder for something new.
    pub fn new_folder(&self, name: &str) -> PathBuf {
        let number = self.laptops.fetch_add(1, Ordering::SeqCst);
        self.folder.path().join(format!("{name}-{number}"))
    }

    /// A USB stick: a folder that is there.
    pub fn stick(&self) -> PathBuf {
        let stick = self.new_folder("stick");
        std::fs::create_dir(&stick).expect("a stick");
        stick
    }

    /// A new laptop, with nothing on it.
    pub fn blank_laptop(&self, person: &str) -> Laptop {
        self.laptop_in(person, &self.new_folder(person))
    }

    /// The same in a folder of the caller's.
    pub fn laptop_in(&self, person: &str, folder: &Path) -> Laptop {
        Laptop::new(person, folder, &self.time, self.runtime.handle().clone())
    }

    /// A laptop that is enrolled and has synced.
    pub fn laptop(&self, person: &str) -> Laptop {
        let laptop = self.blank_laptop(person);
        laptop.enrol(&self.code(person));
        laptop.sync();
        laptop
    }

    /// Several. Each has synced after the last one was enrolled, so that all know each other.
    pub fn laptops<const N: usize>(&self, people: [&str; N]) -> [Laptop; N] {
        let laptops = people.map(|person| {
            let laptop = self.blank_laptop(person);
            laptop.enrol(&self.code(person));
            laptop
        });
        laptops.iter().for_each(Laptop::sync);
        laptops
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        std::fs::copy(entry.path(), to.join(entry.file_name())).expect("a copied file");
    }
}

fn chance(bytes: &mut [u8]) {
    for chunk in bytes.chunks_mut(32) {
        chunk.copy_from_slice(&desktop::clock::random()[..chunk.len()]);
    }
}
