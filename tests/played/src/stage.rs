//! The people of a demo, each at a laptop of his own, and the clock that they share.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use desktop::apart::{Apart, CardReader};
use desktop::demo::{Demo, PASSPHRASE};
use desktop::{Desktop, Setup, exchange};
use serde_json::{Value, json};
use store::KdfCost;
use tokio::runtime::Runtime;

/// How long a laptop may take to hear that the clock was moved.
const PATIENCE: Duration = Duration::from_secs(30);

/// Everybody, and the demo's server.
pub struct Stage {
    people: BTreeMap<String, Arc<Desktop>>,
    address: String,
    runtime: Runtime,
}

impl Stage {
    /// Enrols these people of the demo, in the folders in which their windows will look.
    ///
    /// # Errors
    /// When the server cannot be reached or a workspace cannot be made.
    pub fn set(who: &[&str], address: &str, folder: &Path, program: &Path) -> Result<Self> {
        let runtime = Runtime::new().context("starting the network's threads")?;
        let (chooser, _) = runtime.block_on(Demo::join(address, None)).context("the demo")?;
        let mut people = BTreeMap::new();
        let people_of_demo = chooser.view().people.into_iter();
        for person in people_of_demo.filter(|person| who.contains(&person.id.as_str())) {
            let (demo, clock) = runtime.block_on(Demo::join(address, Some(&person.id)))?;
            let apart = Arc::new(Apart::new(program.to_owned()));
            let desk = Desktop::new(Setup {
                folder: folder.join(&person.id),
                clock,
                stale: Box::new(|_| ()),
                runtime: runtime.handle().clone(),
                demo: Some(demo),
                cost: KdfCost::FLOOR,
                keychain: None,
                examiner: apart.clone(),
                photos: apart.clone(),
                tables: apart,
                cards: CardReader::new(program.to_owned(), "no-models".into()),
                fonts: PathBuf::new(),
            });
            runtime.block_on(desk.enrol_for_demo()).map_err(|failure| anyhow!("{failure}"))?;
            runtime.spawn(exchange::follow_demo(Arc::clone(&desk)));
            if desk.opened().is_err() {
                desk.call("unlock", json!({ "passphrase": PASSPHRASE }))
                    .map_err(|failure| anyhow!("{}: {failure}", person.id))?;
            }
            people.insert(person.id, desk);
        }
        let stage = Self { people, address: address.to_owned(), runtime };
        // Whoever enrolled first does not know the last one's key yet.
        stage.people().try_for_each(|person| stage.sync(person))?;
        Ok(stage)
    }

    /// Who is there.
    pub fn people(&self) -> impl Iterator<Item = &str> {
        self.people.keys().map(String::as_str)
    }

    /// A call of somebody's window.
    ///
    /// # Errors
    /// Whatever it is refused for.
    pub fn call(&self, person: &str, name: &str, args: Value) -> Result<Value> {
        let desk =
            self.people.get(person).with_context(|| format!("{person} is not in the demo"))?;
        desk.call(name, args).map_err(|failure| anyhow!("{person}: {name}: {failure}"))
    }

    /// Moves the clock on to a time of the company's zone, `2026-03-12 09:40`, and waits until everybody has
    /// heard.
    ///
    /// # Errors
    /// When it lies behind, or somebody does not hear.
    pub fn move_to(&self, time: &str) -> Result<()> {
        let (mover, _) = self.runtime.block_on(Demo::join(&self.address, None))?;
        self.runtime
            .block_on(mover.move_to(time))
            .map_err(|failure| anyhow!("moving to {time}: {failure}"))?;
        let there = mover.view().now_ms;
        let patience = Instant::now() + PATIENCE;
        for (person, desk) in &self.people {
            while now_ms(desk)? < there {
                if Instant::now() > patience {
                    bail!("{person} has not heard that it is {time}");
                }
                std::thread::sleep(Duration::from_millis(50));
            }
        }
        Ok(())
    }

    /// Somebody exchanges with the server.
    ///
    /// # Errors
    /// When it cannot be reached.
    pub fn sync(&self, person: &str) -> Result<()> {
        self.call(person, "sync_now", Value::Null).map(drop)
    }
}

fn now_ms(desk: &Arc<Desktop>) -> Result<i64> {
    let status = desk.call("status", Value::Null).map_err(|failure| anyhow!("{failure}"))?;
    status["demo"]["nowMs"].as_i64().context("the demo's clock")
}

/// A time of a day, as [`Stage::move_to`] reads it.
pub fn when(day: &str, time: &str) -> String {
    format!("{day} {time}")
}
