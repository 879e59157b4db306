//! The stage: a real server on a loopback socket, a laptop for everybody, and the true time.

mod disk;

use std::collections::{BTreeMap, BTreeSet};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use anyhow::{Context, Result, bail};
use app::Failure;
use app::explain::ruling_view;
use app::penalties::alert_rows;
use domain::ruling::CardStanding;
use domain::time::{Day, Instant, TimeOfDay, Zone};
use domain::{CardId, FairId, PersonId};
use facts::{Customer, Gather};
use ledger::RecordId;
use serde_json::{Value, json};
use sync_server::{CompanyFile, Config, Folder, Running, Server, Tls};
use tempfile::TempDir;

use crate::device::Order;
use crate::fields;
use crate::laptop::Laptop;
use crate::penalties::Review;
use crate::story::{self, Keys, Story};
use crate::tamper::Forgery;

/// An act that must turn out void.
pub struct VoidAct {
    /// Its step, from 1.
    pub step: usize,
    /// When it was signed.
    pub at: Instant,
    /// The name of who signed it.
    pub by_name: String,
    /// The cards it is about.
    pub cards: Vec<String>,
    /// For this rule.
    pub rule: String,
    /// The correction that it asked for or decided about.
    pub edit: Option<Edit>,
}

/// A correction that the story named.
#[derive(Clone)]
pub struct Edit {
    /// Its card.
    pub card: String,
    /// Its id.
    pub correction: String,
}

/// Everything that a story is played with.
pub struct Stage {
    /// The true time.
    pub now: Instant,
    /// Acts to be looked at when the story is over.
    pub void_acts: Vec<VoidAct>,
    zone: Zone,
    folder: TempDir,
    runtime: tokio::runtime::Runtime,
    clock: Arc<AtomicI64>,
    server: Option<Running>,
    port: SocketAddr,
    laptops: BTreeMap<String, Laptop>,
    names: BTreeMap<String, String>,
    fairs: BTreeMap<String, Value>,
    cards: BTreeMap<String, String>,
    /// Corrections by the names that the story gives them.
    edits: BTreeMap<String, Edit>,
    /// The last one that was asked for.
    last_edit: Option<Edit>,
    /// When each card was last signed.
    signed: BTreeMap<String, Instant>,
    /// Images of disks, with when their laptop had last synced.
    images: BTreeMap<(String, String), Option<Instant>>,
    /// Somebody at headquarters.
    hq: Option<String>,
    acknowledged: BTreeSet<String>,
    /// When the server's ruling on a card last changed, with the hash it has since.
    changed: BTreeMap<String, (Instant, String)>,
    parcels: usize,
}

impl Stage {
    /// Founds the company, enrols everybody and lets everybody sync once, at 18:00 on the day before
    /// the first step.
    pub fn set(story: &Story, cast: &Value) -> Result<Self> {
        let zone =
            cast["timezone"].as_str().and_then(Zone::named).context("the cast's time zone")?;
        let first = story.steps.first().context("a story without steps")?;
        let eve = zone.day(story::instant(&zone, &first.at)?).plus(-1);
        let six = zone.at(eve, TimeOfDay::parse("18:00").context("18:00")?);
        let folder = tempfile::tempdir()?;
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let clock = Arc::new(AtomicI64::new(six.0 - 600_000));
        let file = CompanyFile::from_value(cast.clone())?;
        let given = Arc::clone(&clock);
        let ticking = move || Instant(given.load(Ordering::Relaxed));
        let storage = Folder::new(folder.path().join("server")).create(&chance)?;
        sync_server::found(&storage, &file, &ticking, &chance)?;
        drop(storage);
        let mut stage = Self {
            now: six,
            void_acts: Vec::new(),
            zone,
            folder,
            runtime,
            clock,
            server: None,
            port: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            laptops: BTreeMap::new(),
            names: names(cast),
            fairs: cast["fairs"]
                .as_object()
                .into_iter()
                .flatten()
                .map(|(k, v)| (k.clone(), v.clone()))
                .collect(),
            cards: BTreeMap::new(),
            edits: BTreeMap::new(),
            last_edit: None,
            signed: BTreeMap::new(),
            images: BTreeMap::new(),
            hq: headquarters(cast),
            acknowledged: BTreeSet::new(),
            changed: BTreeMap::new(),
            parcels: 0,
        };
        stage.start_server()?;
        for person in file.people() {
            stage.enrol(person.as_str(), six)?;
        }
        for person in file.people() {
            stage.first_sync(person.as_str(), six)?;
        }
        Ok(stage)
    }

    /// A new laptop, enrolled.
    fn enrol(&mut self, name: &str, at: Instant) -> Result<()> {
        self.pass_to(at);
        let folder = self.folder.path().join(name);
        let mut laptop = Laptop::new(name, &folder, at.plus_hours(-1));
        let server = self.server.as_ref().context("enrolling needs the server")?;
        let code = server.ledger().issue_code(&PersonId::new(&laptop.person))?.to_string();
        let enrol = Order::Enrol { code, device: name.to_owned() };
        laptop.order(at, enrol)?.with_context(|| format!("enrolling {name}"))?;
        self.laptops.insert(name.to_owned(), laptop);
        Ok(())
    }

    fn first_sync(&mut self, name: &str, at: Instant) -> Result<()> {
        let laptop = self.laptops.get_mut(name).context("a laptop")?;
        laptop
            .order(at, Order::Sync { fault: None })?
            .with_context(|| format!("first sync of {name}"))?;
        laptop.synced = Some(at);
        // It sleeps until the story wakes it: a process is started again at its next order.
        laptop.kill();
        Ok(())
    }

    /// Time passes; deadlines that fall in between fire by themselves.
    pub fn pass_to(&mut self, at: Instant) {
        self.now = at;
        self.clock.store(at.0, Ordering::Relaxed);
    }

    /// Starts the server on its folder, on the port it had.
    pub fn start_server(&mut self) -> Result<()> {
        let listener = TcpListener::bind(self.port)?;
        self.port = listener.local_addr()?;
        let given = Arc::clone(&self.clock);
        let config = Config {
            data: self.server_folder(),
            listener,
            tls: Tls::Off,
            address: None,
            clock: Arc::new(move || Instant(given.load(Ordering::Relaxed))),
            random: Arc::new(chance),
        };
        self.server = Some(self.runtime.block_on(Server::start(config))?);
        Ok(())
    }

    /// Stops it.
    pub fn stop_server(&mut self) -> Result<()> {
        let server = self.server.take().context("the server is stopped already")?;
        self.runtime.block_on(server.stop());
        Ok(())
    }

    /// Whether the story has stopped the server.
    pub fn server_is_down(&self) -> bool {
        self.server.is_none()
    }

    fn server(&self) -> Result<&Running> {
        self.server.as_ref().context("the server is stopped")
    }

    /// A person's laptop; a second one is enrolled at its first step.
    pub fn laptop(&mut self, name: &str, at: Instant) -> Result<&mut Laptop> {
        if !self.laptops.contains_key(name) {
            if !name.contains('#') {
                bail!("the cast has nobody called {name}");
            }
            self.enrol(name, at)?;
            self.first_sync(name, at)?;
        }
        self.laptops.get_mut(name).context("a laptop")
    }

    /// A second laptop that is a copy of another's disk. Both go on.
    pub fn clone_laptop(&mut self, name: &str, of: &str, at: Instant) -> Result<()> {
        if self.laptops.contains_key(name) {
            bail!("{name} is somebody's laptop already");
        }
        let folder = self.folder.path().join(name);
        let original = self.laptop(of, at)?;
        let clone = original.cloned(name, &folder, at)?;
        self.laptops.insert(name.to_owned(), clone);
        Ok(())
    }

    /// Images a laptop's disk.
    pub fn snapshot(&mut self, name: &str, image: &str, at: Instant) -> Result<()> {
        let folder = self.image(name, image);
        let laptop = self.laptop(name, at)?;
        laptop.image(&folder)?;
        let synced = laptop.synced;
        self.images.insert((name.to_owned(), image.to_owned()), synced);
        Ok(())
    }

    /// Puts an image back on a laptop's disk.
    pub fn restore(&mut self, name: &str, image: &str, at: Instant) -> Result<()> {
        let taken = self.images.get(&(name.to_owned(), image.to_owned())).copied();
        let synced = taken.with_context(|| format!("{name} has no image called {image}"))?;
        let folder = self.image(name, image);
        self.laptop(name, at)?.put_back(&folder, synced, at)
    }

    fn image(&self, name: &str, image: &str) -> PathBuf {
        self.folder.path().join("images").join(name).join(image)
    }

    /// A laptop is gone: headquarters revokes it at its own, and exchanges.
    pub fn lose(&mut self, name: &str, at: Instant) -> Result<Result<Value, Failure>> {
        let hq = self.hq.clone().context("the cast has nobody at headquarters")?;
        let enrolment = self.laptop(name, at)?.order(at, Order::Enrolment)??;
        let args = json!({ "enrolment": enrolment, "reason": "lost" });
        let revoked = self.in_the_book(&hq, at, "revoke", args)?;
        if revoked.is_err() {
            return Ok(revoked);
        }
        self.laptop(&hq, at)?.order(at, Order::Sync { fault: None })
    }

    /// The owner of a laptop forges one of his cards. What he destroys himself has not been lost.
    pub fn tamper(
        &mut self,
        name: &str,
        card: &str,
        forgery: Forgery,
        shift_ms: i64,
        at: Instant,
    ) -> Result<Result<Value, Failure>> {
        let laptop = self.laptop(name, at)?;
        let Ok(Value::Array(before)) = laptop.order(at, Order::Own)? else {
            bail!("{name} does not say what it has signed");
        };
        let card = card.to_owned();
        let done = laptop.order(at, Order::Tamper { card, forgery, shift_ms })?;
        let ids: Vec<String> =
            before.iter().filter_map(|id| Some(id.as_str()?.to_owned())).collect();
        let held = self.laptop(name, at)?.order(at, Order::Holds { ids: ids.clone() })?;
        let held = held.ok().and_then(|held| held.as_array().cloned()).unwrap_or_default();
        let destroyed = ids.into_iter().zip(held).filter(|(_, held)| *held != json!(true));
        for (id, _) in destroyed {
            let record = RecordId::from_hex(&id).context("a record id")?;
            if !self.server()?.ledger().holds(&record)? {
                self.acknowledged.remove(&id);
            }
        }
        Ok(done)
    }

    /// Remembers which card the story means by a name.
    pub fn name_card(&mut self, name: &str, at: Instant, id: &str) {
        self.cards.insert(name.to_owned(), id.to_owned());
        self.signed.insert(name.to_owned(), at);
    }

    /// Remembers which correction the story means by a name.
    pub fn name_edit(&mut self, name: Option<String>, edit: Edit) {
        self.edits.extend(name.map(|name| (name, edit.clone())));
        self.last_edit = Some(edit);
    }

    /// The correction that the story named.
    pub fn edit(&self, name: &str) -> Result<Edit> {
        self.edits.get(name).cloned().with_context(|| format!("no edit is called {name}"))
    }

    /// When a card was captured.
    pub fn signed_at(&self, name: &str) -> Result<Instant> {
        self.signed.get(name).copied().with_context(|| format!("no card is called {name}"))
    }

    /// The id of a card that the story named.
    pub fn card(&self, name: &str) -> Result<String> {
        self.cards.get(name).cloned().with_context(|| format!("no card is called {name}"))
    }

    /// The ids of several.
    pub fn cards(&self, names: &[String]) -> Result<Vec<String>> {
        names.iter().map(|name| self.card(name)).collect()
    }

    /// The fairs in which somebody takes part whose days have begun.
    pub fn fairs_of(&self, device: &str, at: Instant) -> Vec<String> {
        let person = device.split('#').next().unwrap_or(device);
        let today = self.day(at);
        let takes_part = |fair: &Value| {
            let team = fair["team"].as_array().cloned().unwrap_or_default();
            let days = fair["days"].as_array().cloned().unwrap_or_default();
            let begun =
                days.iter().any(|day| day.as_str().is_some_and(|day| day <= today.as_str()));
            begun && (fair["supervisor"] == person || team.iter().any(|member| member == person))
        };
        self.fairs.iter().filter(|(_, fair)| takes_part(fair)).map(|(id, _)| id.clone()).collect()
    }

    /// The fair of a pool that a story names by its fair, or by its territory: then it is the one that is his, or
    /// the only one there.
    pub fn fair_of_pool(&self, pool: &str, device: &str, at: Instant) -> Result<String> {
        if self.fairs.contains_key(pool) {
            return Ok(pool.to_owned());
        }
        let territory = pool.strip_prefix("POOL:").unwrap_or(pool);
        let there = |id: &String| self.fairs[id]["territory"] == territory;
        let own = self.fairs_of(device, at).into_iter().find(there);
        let any = || self.fairs.keys().find(|id| there(id)).cloned();
        own.or_else(any).with_context(|| format!("no fair has a pool {pool}"))
    }

    /// The day of an instant.
    pub fn day(&self, at: Instant) -> String {
        self.zone.day(at).to_string()
    }

    /// Reads a time of the story.
    pub fn instant(&self, text: &str) -> Result<Instant> {
        story::instant(&self.zone, text)
    }

    /// A time for people.
    pub fn text(&self, at: Instant) -> String {
        let minutes = at.ms_since(self.zone.start(self.zone.day(at))) / 60_000;
        format!("{} {:02}:{:02}", self.day(at), minutes / 60, minutes % 60)
    }

    /// Files for a bundle and its answer.
    pub fn parcel(&mut self) -> (PathBuf, PathBuf) {
        self.parcels += 1;
        let file = |what: &str| self.folder.path().join(format!("{}.{what}", self.parcels));
        (file("bundle"), file("answer"))
    }

    /// What the server's ruling on a card says, or nothing when it does not hold the card.
    pub fn server_view(&self, card: &str, at: Instant) -> Result<Option<Value>> {
        let id = CardId::from_hex(card).context("a card id")?;
        let ledger = self.server()?.ledger();
        let Some(customer) = ledger.view(id, at)? else { return Ok(None) };
        let Some(file) = customer.cluster.cards.get(&id) else { return Ok(None) };
        let (fields, notes) = fields::of_records(file, &ledger.about(id)?)?;
        let name = |person: &PersonId| {
            self.names.get(person.as_str()).cloned().unwrap_or_else(|| person.to_string())
        };
        let view = ledger.read(|records, book| {
            let ruling = ruling_view(&customer, records, book)?;
            let due = app::workspace::deadlines(records, book, &customer, at)?;
            let class = app::leads::class_of(records, book, &customer, at)?;
            // What was signed by somebody who could not, the server keeps and does not count.
            let standing = customer.ruling.cards.iter().find(|standing| standing.card == id);
            let counted = standing.is_none_or(CardStanding::is_left);
            let due: BTreeMap<&str, i64> = due.into_iter().map(|(kind, at)| (kind, at.0)).collect();
            let corrections = fields::corrections(&Gather::new(records, book), name, id)?;
            Ok(json!({
                "corrections": corrections, "ruling": ruling, "due": due, "class": class, "fields": fields, "notes": notes,
                "counted": counted,
            }))
        })?;
        Ok(Some(view))
    }

    fn server_hash(&self, card: &str, at: Instant) -> Option<String> {
        let id = CardId::from_hex(card)?;
        let customer: Customer = self.server().ok()?.ledger().view(id, at).ok()??;
        let state = customer.state.name();
        let hash: String = customer.hash.iter().map(|byte| format!("{byte:02x}")).collect();
        Some(format!("{state} {hash}"))
    }

    /// What a device shows of a card, or nothing when it does not hold it.
    pub fn device_view(&mut self, name: &str, card: &str, at: Instant) -> Result<Option<Value>> {
        let laptop =
            self.laptops.get_mut(name).with_context(|| format!("nobody is called {name}"))?;
        match laptop.call(at, "lead", json!({ "card": card }))? {
            Ok(view) => Ok(Some(view)),
            Err(failure) if ["lead.unknown", "lease.over"].contains(&&*failure.code) => Ok(None),
            Err(failure) => bail!("{name}: {failure}"),
        }
    }

    /// Devices that have synced since the server's ruling on a card last changed.
    pub fn up_to_date(&self, card: &str) -> Vec<String> {
        let Some((changed, _)) = self.changed.get(card) else { return Vec::new() };
        let fresh = |laptop: &&Laptop| laptop.synced.is_some_and(|synced| synced >= *changed);
        self.laptops.values().filter(fresh).map(|laptop| laptop.name.clone()).collect()
    }

    /// Looks around after a step: what has been acknowledged, and which rulings changed.
    pub fn observe(&mut self, at: Instant) -> Result<()> {
        let cards: Vec<String> = self.cards.values().cloned().collect();
        for card in cards {
            let Some(hash) = self.server_hash(&card, at) else { continue };
            if self.changed.get(&card).is_none_or(|(_, known)| *known != hash) {
                self.changed.insert(card, (at, hash));
            }
        }
        Ok(())
    }

    /// Remembers that everything a device has signed so far was acknowledged to its owner.
    pub fn acknowledge(&mut self, device: &str, at: Instant) -> Result<()> {
        // A laptop that has just died acknowledges nothing until it is switched on again.
        let Some(laptop) = self.laptops.get_mut(device).filter(|laptop| laptop.is_running()) else {
            return Ok(());
        };
        let own = laptop.order(at, Order::Own)?;
        if let Ok(Value::Array(ids)) = own {
            self.acknowledged.extend(ids.iter().filter_map(|id| id.as_str().map(str::to_owned)));
        }
        Ok(())
    }

    /// Acknowledged records that exist nowhere any more.
    pub fn lost(&mut self, at: Instant) -> Result<Vec<String>> {
        let mut missing: Vec<String> = Vec::new();
        for id in &self.acknowledged {
            let record = RecordId::from_hex(id).context("a record id")?;
            if !self.server()?.ledger().holds(&record)? {
                missing.push(id.clone());
            }
        }
        for laptop in self.laptops.values_mut() {
            if missing.is_empty() {
                break;
            }
            let held = laptop.order(at, Order::Holds { ids: missing.clone() })?;
            if let Ok(Value::Array(held)) = held {
                let kept = missing.into_iter().zip(held).filter(|(_, held)| held != &json!(true));
                missing = kept.map(|(id, _)| id).collect();
            }
        }
        Ok(missing)
    }

    /// How the package of a fair's day stands at the server.
    pub fn package(&self, fair: &str, day: &str, at: Instant) -> Result<String> {
        let day = Day::parse(day).with_context(|| format!("{day} is no day"))?;
        let status = self.server()?.ledger().package(&FairId::new(fair), day, at)?;
        Ok(status.name().to_owned())
    }

    /// Who got how many of the pool that was dealt last, at any fair.
    pub fn shares(&self) -> Result<Option<BTreeMap<String, u32>>> {
        let last = self.server()?.ledger().read(|records, book| {
            let gather = Gather::new(records, book);
            let mut deals = Vec::new();
            for fair in book.company.fairs.keys() {
                deals.extend(gather.deals(fair)?);
            }
            Ok(deals.into_iter().max_by_key(|deal| (deal.time.at, deal.id)))
        })?;
        let by_name = |(person, share): (PersonId, u32)| (person.to_string(), share);
        Ok(last.map(|deal| deal.what.shares().into_iter().map(by_name).collect()))
    }

    /// Somebody leaves the company: headquarters says so and exchanges.
    pub fn leave(&mut self, by: &str, person: &str, at: Instant) -> Result<Result<Value, Failure>> {
        let left = self.in_the_book(by, at, "leave", json!({ "person": person }))?;
        if left.is_err() {
            return Ok(left);
        }
        self.laptop(by, at)?.order(at, Order::Sync { fault: None })
    }

    /// Something in the company's book. It counts from now on, so headquarters is in touch: a laptop that was
    /// offline for longer than its lease exchanges first, as it asks its person to.
    pub fn in_the_book(
        &mut self,
        by: &str,
        at: Instant,
        call: &str,
        args: Value,
    ) -> Result<Result<Value, Failure>> {
        let laptop = self.laptop(by, at)?;
        let done = laptop.call(at, call, args.clone())?;
        if !done.as_ref().is_err_and(|failure| failure.code == "lease.over") {
            return Ok(done);
        }
        if laptop.order(at, Order::Sync { fault: None })?.is_ok() {
            laptop.synced = Some(at);
        }
        laptop.call(at, call, args)
    }

    /// What the server's records give to look at about every fair, and what they call for.
    pub fn review(&self, at: Instant) -> Result<Review> {
        let review = self.server()?.ledger().read(|records, book| {
            let (mut alerts, mut affairs) = (BTreeSet::new(), Vec::new());
            let gather = Gather::new(records, book);
            for fair in book.company.fairs.keys() {
                let diary = gather.diary(fair, at)?;
                alerts.extend(alert_rows(records, book, &diary, at)?);
                affairs.extend(gather.affairs(&diary, at, at)?);
            }
            Ok(Review { alerts, affairs })
        })?;
        Ok(review)
    }

    /// The same as a laptop shows it, fair by fair, to whoever may see it; nothing to anybody else.
    pub fn device_review(&mut self, name: &str, at: Instant) -> Result<Vec<Value>> {
        let fairs: Vec<String> = self.fairs.keys().cloned().collect();
        let laptop =
            self.laptops.get_mut(name).with_context(|| format!("nobody is called {name}"))?;
        let mut reviews = Vec::new();
        for fair in fairs {
            let done = laptop.call(at, "fair_review", json!({ "fair": fair }))?;
            reviews.extend(done.ok());
        }
        Ok(reviews)
    }

    /// What a laptop tells its person about himself.
    pub fn about_me(&mut self, name: &str, at: Instant) -> Result<Value> {
        let laptop =
            self.laptops.get_mut(name).with_context(|| format!("nobody is called {name}"))?;
        laptop.call(at, "about_me", Value::Null)?.map_err(|failure| anyhow::anyhow!("{failure}"))
    }

    /// Remembers an act that must turn out void.
    pub fn must_be_void(
        &mut self,
        step: usize,
        (by, verb): (&str, &str),
        at: Instant,
        rule: &str,
        mut keys: Keys,
    ) {
        let named = keys.text("edit").ok().flatten();
        let edit = match verb {
            "edit" => self.last_edit.clone(),
            _ => named.and_then(|name| self.edits.get(&name).cloned()),
        };
        let person = by.split('#').next().unwrap_or(by);
        let by_name = self.names.get(person).cloned().unwrap_or_default();
        let several = keys.texts("cards").ok().flatten().unwrap_or_default();
        let named = keys.text("card").ok().flatten().into_iter().chain(several);
        let cards = named.filter_map(|name| self.card(&name).ok()).collect();
        self.void_acts.push(VoidAct { step, at, by_name, cards, rule: rule.to_owned(), edit });
    }
}

fn headquarters(cast: &Value) -> Option<String> {
    let people = cast["people"].as_object().into_iter().flatten();
    let mut hq = people.filter(|(_, person)| {
        person["roles"].as_array().is_some_and(|roles| roles.iter().any(|role| role == "hq"))
    });
    hq.next().map(|(id, _)| id.clone())
}

fn names(cast: &Value) -> BTreeMap<String, String> {
    let people = cast["people"].as_object().into_iter().flatten();
    people
        .map(|(id, person)| (id.clone(), person["name"].as_str().unwrap_or(id).to_owned()))
        .collect()
}

fn chance(bytes: &mut [u8]) {
    for chunk in bytes.chunks_mut(32) {
        chunk.copy_from_slice(&desktop::clock::random()[..chunk.len()]);
    }
}
