//! A laptop as a process of its own: reads one line of JSON, does it through the product's own doors,
//! answers with one line. Killing it is SIGKILL.

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use app::view::HandInStatement;
use app::{Failure, Workspace};
use desktop::apart::Apart;
use desktop::clock::{Clock, now};
use desktop::enrol::{DATABASE_FILE, VAULT_FILE, enrol};
use desktop::link::{HttpLink, Link, LinkError, Origin};
use desktop::{bundle, sync};
use domain::PersonId;
use ledger::{BootId, EnrolmentId, Signer, Stamp};
use protocol::RawRecords;
use protocol::sync::Request;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::{DbKey, KdfCost, Store, Vault};

use crate::tamper::{Forgery, tamper};

/// Every laptop of every story is opened with it.
const PASSPHRASE: &str = "story-passphrase";

/// What the runner asks of a laptop.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do")]
pub enum Order {
    /// Enrol with a code.
    Enrol { code: String, device: String },
    /// Call through the one door.
    Call { name: String, args: Value },
    /// Exchange with the server.
    Sync { fault: Option<Fault> },
    /// State "this is all".
    State { fair: String, day: String },
    /// Write a bundle for somebody.
    Pack { to: String, file: PathBuf },
    /// Take a bundle; the answer goes to a file.
    Take {
        /// The bundle.
        file: PathBuf,
        /// Its answer.
        answer: PathBuf,
        /// The enrolment from whose hands it comes, over the LAN; nobody's for a file.
        present: Option<String>,
    },
    /// Ids of the own log's records.
    Own,
    /// Whether these records are held.
    Holds { ids: Vec<String> },
    /// The enrolment that writes here.
    Enrolment,
    /// Its owner forges a card in the database's file.
    Tamper {
        /// Which card.
        card: String,
        /// How.
        forgery: Forgery,
        /// By how much its clocks are made to lie.
        shift_ms: i64,
    },
}

/// A fault in the next exchange.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// Delivered twice.
    Duplicate,
    /// Lost after the server did its work.
    Drop,
    /// Delivered in another order than it was signed in.
    Reorder,
    /// The process dies when a frame has been committed.
    KillAfterWrite,
    /// It dies when the request is out.
    KillAfterSend,
    /// It dies when the reply is in, before anything of it is written.
    KillAfterReceive,
}

/// An order with the moment at which it happens.
#[derive(Debug, Serialize, Deserialize)]
pub struct Line {
    /// What the laptop's wall clock shows.
    pub claimed_ms: i64,
    /// Its monotonic clock.
    pub mono_ms: u64,
    /// Its boot, hexadecimal.
    pub boot: String,
    /// What to do.
    pub order: Order,
}

struct Scripted(Mutex<Stamp>);

impl Clock for Scripted {
    fn stamp(&self) -> Stamp {
        *self.0.lock().expect("the script's clock is held by one thread")
    }
}

/// The loop of a laptop's process.
pub fn run(folder: &Path) -> ExitCode {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let Ok(runtime) = runtime else { return ExitCode::FAILURE };
    let mut workspace: Option<Mutex<Workspace>> = None;
    for line in std::io::stdin().lock().lines() {
        let Ok(line) = line else { return ExitCode::FAILURE };
        let answer = match serde_json::from_str::<Line>(&line) {
            Ok(line) => runtime.block_on(answer(folder, &mut workspace, line)),
            Err(error) => Err(Failure::new("line").with("detail", error)),
        };
        let answer = match answer {
            Ok(value) => json!({ "ok": value }),
            Err(failure) => json!({ "failure": failure }),
        };
        let mut out = std::io::stdout().lock();
        if writeln!(out, "{answer}").and_then(|()| out.flush()).is_err() {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

async fn answer(
    folder: &Path,
    slot: &mut Option<Mutex<Workspace>>,
    line: Line,
) -> Result<Value, Failure> {
    let boot = BootId::from_hex(&line.boot).ok_or_else(|| Failure::new("line"))?;
    let stamp = Stamp { claimed_ms: line.claimed_ms, boot, mono_ms: line.mono_ms };
    let clock = Scripted(Mutex::new(stamp));
    if let Order::Enrol { code, device } = &line.order {
        *slot =
            Some(Mutex::new(enrol(folder, code, PASSPHRASE, device, cost(), examiner()?).await?));
        return Ok(Value::Null);
    }
    if slot.is_none() {
        *slot = Some(Mutex::new(open(folder, &clock)?));
    }
    if let Order::Tamper { card, forgery, shift_ms } = &line.order {
        let Some(workspace) = slot.take() else { return Err(Failure::new("workspace.empty")) };
        let workspace = workspace.into_inner().expect("one thread");
        let (key, file) = (unlock(folder, &clock)?, folder.join(DATABASE_FILE));
        tamper(workspace, &file, &key, card, *forgery, *shift_ms)
            .map_err(|error| Failure::new("tamper").with("detail", format!("{error:#}")))?;
        return Ok(Value::Null);
    }
    let Some(workspace) = slot.as_ref() else { return Err(Failure::new("workspace.empty")) };
    if let Order::Sync { fault } = line.order {
        let link = FaultyLink { link: link(workspace)?, fault: Mutex::new(fault) };
        let written = |_| {
            if *link.fault.lock().expect("one thread") == Some(Fault::KillAfterWrite) {
                die();
            }
        };
        let done = sync::sync(workspace, &link, &clock, &written).await?;
        return Ok(
            json!({ "pushed": done.pushed, "pulled": done.pulled, "requests": done.requests }),
        );
    }
    let mut workspace = workspace.lock().expect("one thread");
    let now = now(&clock);
    match line.order {
        Order::Call { name, args } => app::table::dispatch(&mut workspace, &now, &name, args)
            .unwrap_or_else(|| Err(Failure::new("call.unknown"))),
        Order::State { fair, day } => {
            let statement = HandInStatement { fair, day, paper: 0 };
            app::day::state_hand_in(&mut workspace, &now, &statement).map(|cards| json!(cards))
        }
        Order::Pack { to, file } => {
            let packed = bundle::pack(&workspace, &PersonId::new(to), bundle::Way::File, &now)?;
            std::fs::write(&file, &packed.bytes).map_err(io)?;
            Ok(json!({ "cards": packed.cards }))
        }
        Order::Take { file, answer, present } => {
            let bytes = std::fs::read(&file).map_err(io)?;
            let taken = match present.as_deref().and_then(EnrolmentId::from_hex) {
                Some(sender) => bundle::take_from(&mut workspace, sender, &bytes, &now)?,
                None => bundle::take(&mut workspace, &bytes, &now)?,
            };
            if let Some(packed) = taken.answer {
                std::fs::write(&answer, &packed.bytes).map_err(io)?;
            }
            Ok(json!({ "cards": taken.ingested.cards, "refused": taken.ingested.refused.len() }))
        }
        Order::Own => {
            let mut own = Vec::new();
            for log in workspace.store().chains_of(workspace.log().enrolment)?.into_keys() {
                let records =
                    workspace.store().records_above(log, ledger::Seq::ZERO, usize::MAX)?;
                own.extend(records.iter().map(|record| record.id().to_string()));
            }
            Ok(json!(own))
        }
        Order::Holds { ids } => {
            let ids = ids.iter().filter_map(|id| ledger::RecordId::from_hex(id));
            let held = ids.map(|id| workspace.holds(&id)).collect::<Result<Vec<_>, _>>()?;
            Ok(json!(held))
        }
        Order::Enrolment => Ok(json!(workspace.identity().enrolment.to_string())),
        Order::Enrol { .. } | Order::Sync { .. } | Order::Tamper { .. } => {
            Err(Failure::new("line"))
        }
    }
}

fn unlock(folder: &Path, clock: &Scripted) -> Result<DbKey, Failure> {
    let now_ms = clock.stamp().claimed_ms;
    Vault::unlock(&folder.join(VAULT_FILE), PASSPHRASE, now_ms)
        .map_err(|error| Failure::new("unlock").with("detail", error))
}

/// Opens the workspace as the desktop does.
fn open(folder: &Path, clock: &Scripted) -> Result<Workspace, Failure> {
    let store = Store::open(folder.join(DATABASE_FILE), &unlock(folder, clock)?)
        .map_err(|error| Failure::new("store").with("detail", error))?;
    let mut workspace = Workspace::open(store, examiner()?)?;
    workspace.catch_up(&now(clock))?;
    workspace.inspect(&now(clock))?;
    Ok(workspace)
}

/// The cheapest cost that the vault accepts: a story opens many laptops.
fn cost() -> KdfCost {
    KdfCost::FLOOR
}

/// Changes of documents are applied by this program, started again, as they are in the window.
fn examiner() -> Result<Arc<Apart>, Failure> {
    Ok(Arc::new(Apart::this_program().map_err(io)?))
}

fn link(workspace: &Mutex<Workspace>) -> Result<HttpLink, Failure> {
    let workspace = workspace.lock().expect("one thread");
    let identity = workspace.identity();
    let origin = Origin { address: identity.server.clone(), certificate: identity.certificate };
    let signer = Signer::new(&identity.signing_secret, workspace.book().id);
    HttpLink::new(origin, identity.enrolment, Arc::new(signer)).map_err(sync::failure)
}

/// The real link with one scripted fault in its first exchange.
struct FaultyLink {
    link: HttpLink,
    fault: Mutex<Option<Fault>>,
}

impl Link for FaultyLink {
    async fn exchange(&self, path: &str, body: Vec<u8>) -> Result<Vec<u8>, LinkError> {
        let fault = {
            let mut fault = self.fault.lock().expect("one thread");
            match *fault {
                Some(Fault::KillAfterWrite) => None,
                _ => fault.take(),
            }
        };
        match fault {
            None | Some(Fault::KillAfterWrite) => self.link.exchange(path, body).await,
            Some(Fault::Duplicate) => {
                self.link.exchange(path, body.clone()).await?;
                self.link.exchange(path, body).await
            }
            Some(Fault::Reorder) => self.link.exchange(path, reversed(&body)).await,
            Some(Fault::Drop) => {
                self.link.exchange(path, body).await?;
                Err(LinkError::Unreachable)
            }
            Some(Fault::KillAfterSend) => {
                // Long enough for loopback to carry the request, too short to read a reply.
                let _ =
                    tokio::time::timeout(Duration::from_millis(30), self.link.exchange(path, body))
                        .await;
                die()
            }
            Some(Fault::KillAfterReceive) => {
                self.link.exchange(path, body).await?;
                die()
            }
        }
    }

    async fn unsigned(&self, path: &str, body: Option<Vec<u8>>) -> Result<Vec<u8>, LinkError> {
        self.link.unsigned(path, body).await
    }
}

/// The request with its records back to front.
fn reversed(body: &[u8]) -> Vec<u8> {
    let mut request = Request::decode(body).expect("a request of ours");
    let mut records: Vec<_> = request.records.decode().filter_map(Result::ok).collect();
    records.reverse();
    let records = records.into_iter().filter_map(|raw| raw.already_verified().ok());
    request.records = RawRecords::all(&records.collect::<Vec<_>>());
    request.encode()
}

/// Dies like a laptop whose battery falls out: no destructor, no flush.
fn die() -> ! {
    let _ =
        std::process::Command::new("kill").args(["-9", &std::process::id().to_string()]).status();
    loop {
        std::thread::sleep(Duration::from_secs(1));
    }
}

fn io(error: std::io::Error) -> Failure {
    Failure::new("file").with("detail", error)
}
