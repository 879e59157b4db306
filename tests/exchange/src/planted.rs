//! Words that are planted wherever somebody can write one, and looked for on whole disks.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use desktop::clock::Clock;
use serde_json::{Value, json};
use store::Vault;

use crate::company::Company;
use crate::laptop::{Laptop, Lead, PASSPHRASE};
use crate::pages::{Disk, database_key};

/// So many words are planted about one customer.
const PLANTED: usize = 220;

/// A text that stands nowhere else, the same for the same number. Letters only, so that it is one word.
pub fn word(n: usize) -> String {
    let hash = blake3::hash(&n.to_be_bytes());
    hash.as_bytes()
        .iter()
        .take(9)
        .flat_map(|b| [b >> 4, b & 15])
        .map(|n| char::from(b'a' + n))
        .collect()
}

/// Words that are planted, one after another.
#[derive(Default)]
pub struct Words(Vec<String>);

impl Words {
    /// Another one.
    #[allow(clippy::should_implement_trait)] // There is always another word.
    pub fn next(&mut self) -> String {
        let word = word(self.0.len());
        self.0.push(word.clone());
        word
    }

    /// Those that were planted.
    pub fn all(&self) -> &[String] {
        &self.0
    }

    /// In which files of a disk a word stands. What an index shortens, at the beginning of a word that is
    /// like the one before it, is left out of the search.
    pub fn found(&self, disk: &Disk) -> Vec<String> {
        let found = self.0.iter().flat_map(|word| {
            disk.holding(&word.as_bytes()[3..])
                .into_iter()
                .map(move |file| format!("{word} in {file}"))
        });
        found.collect()
    }

    /// Words that stand nowhere on a disk.
    pub fn missing(&self, disk: &Disk) -> Vec<&str> {
        let found = self.found(disk);
        let stands = |word: &&String| found.iter().any(|found| found.starts_with(word.as_str()));
        self.0.iter().filter(|word| !stands(word)).map(String::as_str).collect()
    }

    /// A card of a customer that its signer hands over to an owner, with a word in every place where either
    /// of them can write one. All three laptops have synced.
    pub fn written_about(&mut self, signer: &Laptop, owner: &Laptop, lin: &Laptop) -> String {
        let mut form = Lead::HUASHENG.form();
        form["site"] = json!(format!("广东东莞{}", self.next()));
        for field in ["company", "person", "email", "matter", "creditCode"] {
            form[field] = json!(self.next());
        }
        let more: serde_json::Map<String, Value> =
            (0..60).map(|_| (self.next(), json!(self.next()))).collect();
        form["more"] = Value::Object(more);
        let draft = signer.done("card_draft", form.clone());
        form["card"] = draft["card"].clone();
        form["matter"] = json!(self.next());
        let signed = signer.done("card_sign", form);
        let card = signed["card"].as_str().expect("a card").to_owned();
        let edit = |laptop: &Laptop, field: String, text: String| {
            laptop
                .done("note_edit", json!({ "card": card, "fields": { field: text }, "seen": {} }));
        };
        for _ in 0..15 {
            edit(signer, self.next(), self.next());
        }
        signer.sync();
        lin.sync();
        lin.done("evaluate", json!({ "cards": { card.as_str(): "valuable" } }));
        lin.done("assign", json!({ "card": card, "to": owner.person }));
        lin.sync();
        owner.sync();
        for _ in 0..15 {
            edit(owner, self.next(), self.next());
        }
        let typed = json!({ "card": card, "field": "need", "text": self.next() });
        owner.done("note_autosave", typed);
        while self.0.len() < PLANTED {
            let said = json!({
                "card": card, "channel": "phone", "connected": true, "text": self.next(),
            });
            owner.done("follow_up", said);
        }
        for laptop in [owner, signer, lin] {
            laptop.sync();
        }
        card
    }
}

impl Laptop {
    /// Signs a card of another customer for each number.
    pub fn capture_another(&self, n: usize) -> String {
        let (company, phone) = (format!("{}电子厂", word(n)), format!("138{n:08}"));
        self.capture(Lead { company: &company, phone: &phone, ..Lead::HUASHENG })
    }

    /// Its disk, read by its owner.
    pub fn disk(&self) -> Disk {
        let vault = self.folder.join(desktop::enrol::VAULT_FILE);
        let now_ms = self.clock.stamp().claimed_ms;
        let key = Vault::unlock(&vault, PASSPHRASE, now_ms).expect("a key");
        Disk::read(&self.folder, &database_key(&key.literal()))
    }

    /// Keeps a photo with a draft and gives the draft.
    pub fn photograph(&self, lead: Lead<'_>, photo: &[u8]) -> Value {
        let data = STANDARD.encode(photo);
        self.done("photo_keep", json!({ "data": data, "input": lead.form(), "inForm": true }))
    }

    /// The search index takes in what it has not yet.
    pub fn index(&self) {
        let opened = self.desk.opened().expect("open");
        while opened.workspace().store().index_pending(500).expect("an index") > 0 {}
    }

    /// In how many rows of its lists a text is found.
    pub fn finds(&self, text: &str) -> u64 {
        let query = json!({ "view": "all", "text": text, "offset": 0, "limit": 5, "sort": "" });
        self.done("lead_list", query)["total"].as_u64().expect("a number")
    }
}

impl Company {
    /// The server's disk, read by whoever has its key.
    pub fn disk(&self) -> Disk {
        let key = std::fs::read_to_string(self.data().join("server.key")).expect("a key");
        Disk::read(&self.data(), &database_key(&key))
    }
}
