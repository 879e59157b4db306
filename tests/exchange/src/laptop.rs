//! A laptop as its window drives it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use app::Failure;
use desktop::apart::{Apart, CardReader};
use desktop::keychain::Keychain;
use desktop::{Desktop, Setup};
use domain::CardId;
use ledger::{Record, RecordId, WhichPart};
use serde_json::{Value, json};
use store::KdfCost;
use tokio::runtime::Handle;

use crate::clock::{LaptopClock, TrueTime};

/// Opens every laptop.
pub const PASSPHRASE: &str = "exchange-passphrase";

/// How long a screen may take to show what happens elsewhere.
const PATIENCE: Duration = Duration::from_secs(60);

/// A visitor, as a salesperson types him.
#[derive(Clone, Copy, Debug)]
pub struct Lead<'a> {
    /// Customer.
    pub company: &'a str,
    /// Contact.
    pub person: &'a str,
    /// Phone.
    pub phone: &'a str,
    /// Buying site.
    pub site: &'a str,
    /// Matter asked.
    pub matter: &'a str,
    /// Fair id.
    pub fair: &'a str,
}

impl Lead<'_> {
    /// A customer of the fair's own territory.
    pub const HUASHENG: Self = Lead {
        company: "东莞华晟电子有限公司",
        person: "郭晓东",
        phone: "13800138001",
        site: "广东东莞",
        matter: "连接器",
        fair: "F1",
    };

    /// Another one.
    pub const DINGLI: Self = Lead {
        company: "惠州鼎立模具有限公司",
        person: "何立",
        phone: "13900139002",
        site: "广东惠州",
        matter: "模具",
        fair: "F1",
    };

    /// The form, filled in.
    pub fn form(&self) -> Value {
        json!({
            "fair": self.fair,
            "source": "business_card",
            "company": self.company,
            "person": self.person,
            "phone": self.phone,
            "site": self.site,
            "matter": self.matter,
        })
    }
}

/// What has changes of documents applied: the real process.
pub fn examiner() -> Arc<Apart> {
    Arc::new(Apart::new(program()))
}

/// The program of this package beside the tests' own (or a program's), which can become that process.
///
/// # Panics
/// When it is not built: then no test may pass.
pub fn program() -> PathBuf {
    let running = std::env::current_exe().expect("the program that runs");
    let built = running.ancestors().skip(1).take(2).map(|folder| folder.join("apart"));
    built.into_iter().find(|program| program.exists()).expect("`apart` is not built")
}

/// A desktop with its folder and its clock.
pub struct Laptop {
    /// Whose.
    pub person: String,
    /// The window's backend.
    pub desk: Arc<Desktop>,
    /// Its clock.
    pub clock: Arc<LaptopClock>,
    /// Its folder.
    pub folder: PathBuf,
}

impl Laptop {
    /// A laptop on which nobody has enrolled yet, or that is locked.
    pub fn new(person: &str, folder: &Path, time: &TrueTime, runtime: Handle) -> Self {
        Self::with_keychain(person, folder, time, runtime, None)
    }

    /// The same, on a computer that has a keychain.
    pub fn with_keychain(
        person: &str,
        folder: &Path,
        time: &TrueTime,
        runtime: Handle,
        keychain: Option<Arc<dyn Keychain>>,
    ) -> Self {
        let clock = Arc::new(LaptopClock::new(time));
        let desk = Desktop::new(Setup {
            folder: folder.to_owned(),
            clock: clock.clone(),
            stale: Box::new(|_| ()),
            runtime,
            demo: None,
            cost: KdfCost::FLOOR,
            keychain,
            examiner: examiner(),
            photos: examiner(),
            tables: examiner(),
            // What reading comes to is shown by `tests/cards`; here every laptop came without its models.
            cards: CardReader::new(program(), PathBuf::from("no-models")),
            fonts: PathBuf::new(),
        });
        Self { person: person.to_owned(), desk, clock, folder: folder.to_owned() }
    }

    /// A call through the one door.
    pub fn call(&self, name: &str, args: Value) -> Result<Value, Failure> {
        self.desk.call(name, args)
    }

    /// A call that must be done.
    ///
    /// # Panics
    /// When it is not.
    pub fn done(&self, name: &str, args: Value) -> Value {
        self.call(name, args).unwrap_or_else(|failure| panic!("{}: {name}: {failure}", self.person))
    }

    /// A call that must fail, and with which code.
    ///
    /// # Panics
    /// When it is done.
    pub fn fails(&self, name: &str, args: Value) -> Failure {
        match self.call(name, args) {
            Ok(value) => panic!("{}: {name} was done: {value}", self.person),
            Err(failure) => failure,
        }
    }

    /// Enrols.
    pub fn enrol(&self, code: &str) {
        self.done("enrol", enrolment(code));
    }

    /// Exchanges with the server to the end.
    pub fn sync(&self) {
        self.done("sync_now", Value::Null);
    }

    /// The code of the failure with which an exchange ends.
    pub fn sync_fails(&self) -> String {
        self.fails("sync_now", Value::Null).code
    }

    /// Own records that the server is not known to have.
    pub fn unsent(&self) -> u64 {
        self.done("sync_line", Value::Null)["unsent"].as_u64().expect("a number")
    }

    /// Signs a card.
    pub fn capture(&self, lead: Lead<'_>) -> String {
        let signed = self.done("card_sign", lead.form());
        signed["card"].as_str().expect("a card id").to_owned()
    }

    /// A lead's page, or nothing when this laptop holds no such card.
    pub fn lead(&self, card: &str) -> Option<Value> {
        match self.call("lead", json!({ "card": card })) {
            Ok(view) => Some(view),
            Err(failure) if failure.code == "lead.unknown" => None,
            Err(failure) => panic!("{}: {failure}", self.person),
        }
    }

    /// Whether a card is held, and whether with its text.
    pub fn holds(&self, card: &str) -> Option<bool> {
        self.lead(card).map(|view| !view["fields"].is_null())
    }

    /// How much the database does for a call that must be done ([`store::Store::effort`]).
    ///
    /// # Panics
    /// When it is not done.
    pub fn effort(&self, name: &str, args: Value) -> u64 {
        let opened = self.desk.opened().expect("open");
        let spent = || opened.workspace().store().effort();
        let before = spent();
        self.done(name, args);
        spent() - before
    }

    /// How many records it holds.
    pub fn count(&self) -> u64 {
        let opened = self.desk.opened().expect("an open workspace");
        opened.workspace().store().count_records().expect("a count")
    }

    /// Every record that it holds, with its parts.
    pub fn records(&self) -> BTreeMap<RecordId, Record> {
        let opened = self.desk.opened().expect("an open workspace");
        let workspace = opened.workspace();
        let arrivals = workspace.store().arrivals_after(0, usize::MAX / 4).expect("the records");
        arrivals.into_iter().map(|arrival| (arrival.record.id(), arrival.record)).collect()
    }

    /// Whether any part of any record that it holds contains a text.
    pub fn holds_text(&self, text: &str) -> bool {
        let within = |bytes: &[u8]| bytes.windows(text.len()).any(|seen| seen == text.as_bytes());
        self.records().values().any(|record| {
            [WhichPart::Ranking, WhichPart::Content]
                .into_iter()
                .filter_map(|which| record.part(which))
                .any(within)
        })
    }

    /// Hands in to somebody by a file on a stick, and takes his answer.
    pub fn hand_in_by_file(&self, to: &Laptop, stick: &Path) {
        let written = self.done("hand_in_file", json!({ "fair": "F1", "folder": stick }));
        let taken = to.done("take_file", json!({ "path": written["path"] }));
        self.done("take_file", json!({ "path": taken["answer"]["path"] }));
    }

    /// Hands in to somebody on the LAN for the first time: both compare the words, and they are the same.
    pub fn hand_in_by_lan(&self, to: &Laptop) {
        self.hand_in_by_lan_and(to, || ());
    }

    /// The same; the door is open until something has happened.
    pub fn hand_in_by_lan_and(&self, to: &Laptop, happened: impl FnOnce()) {
        let address = to.listen();
        let called = self.done("hand_in_lan", json!({ "fair": "F1", "address": address }));
        let at_door = to.caller_at_the_door();
        std::thread::scope(|scope| {
            scope.spawn(|| to.done("lan_confirm", json!({ "id": at_door["id"], "same": true })));
            self.done("lan_confirm", json!({ "id": called["id"], "same": true }));
        });
        happened();
        to.done("lan_listen", json!({ "on": false }));
    }

    /// The address at which this laptop listens, on loopback.
    pub fn listen(&self) -> String {
        self.done("lan_listen", json!({ "on": true }));
        let view = self.done("lan", Value::Null);
        let shown = view["addresses"][0].as_str().expect("an address").to_owned();
        let port = shown.rsplit(':').next().expect("a port");
        format!("127.0.0.1:{port}")
    }

    /// Who stands at the door, once somebody does.
    ///
    /// # Panics
    /// When nobody comes.
    pub fn caller_at_the_door(&self) -> Value {
        wait_for(|| {
            let view = self.done("lan", Value::Null);
            view["waiting"].as_array().and_then(|waiting| waiting.first().cloned())
        })
    }

    /// A card's id.
    pub fn card_id(card: &str) -> CardId {
        CardId::from_hex(card).expect("a card id")
    }
}

/// Everybody exchanges with the server, twice round: in the second everybody hears what others brought in the first.
pub fn all_sync(laptops: &[&Laptop]) {
    for _ in 0..2 {
        laptops.iter().for_each(|laptop| laptop.sync());
    }
}

/// What is typed to enrol.
pub fn enrolment(code: &str) -> Value {
    json!({ "code": code, "passphrase": PASSPHRASE, "device": "ThinkPad" })
}

/// Asks again until there is an answer.
///
/// # Panics
/// When there is none for too long.
pub fn wait_for<T>(mut ask: impl FnMut() -> Option<T>) -> T {
    let begun = std::time::Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(begun.elapsed() < PATIENCE, "nothing came");
        std::thread::sleep(Duration::from_millis(10));
    }
}
