//! The demo: a company, a fair and a clock of its own, given by the demo's server.
//!
//! Nothing here exists outside the demo: the passphrase is not one, the routes are not there.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use app::Failure;
use ledger::Stamp;

use crate::clock::{Clock, SystemClock};
use crate::link::{LinkError, Origin, post_unsigned};
use crate::view::{DemoPersonView, DemoView};

/// The passphrase of every demo person, shown on the lock screen.
pub const PASSPHRASE: &str = "fairlead-demo";

/// Where the bar can move the clock.
const STOPS: [&str; 3] = ["17:30", "20:00", "morning"];

/// How often a window asks its server what time it is.
const ASK_EVERY: Duration = Duration::from_millis(700);

/// The demo that a window belongs to.
pub struct Demo {
    origin: Origin,
    /// Whose window it is; nobody's is the chooser.
    person: Option<String>,
    people: Vec<DemoPersonView>,
    clock: Arc<DemoClock>,
}

/// The machine's clock and as much as the demo is ahead of it. The monotonic clock is moved too: in the
/// demo's world the laptop was on all the time.
pub struct DemoClock {
    system: SystemClock,
    ahead_ms: AtomicI64,
}

impl Clock for DemoClock {
    fn stamp(&self) -> Stamp {
        let stamp = self.system.stamp();
        let ahead = self.ahead_ms.load(Ordering::Relaxed);
        // A fixed origin long ago keeps the moved monotonic clock positive whatever the date is.
        let mono = i64::try_from(stamp.mono_ms).unwrap_or(i64::MAX / 4);
        let mono_ms = u64::try_from(mono.saturating_add(ahead).saturating_add(MONO_ORIGIN_MS));
        Stamp {
            claimed_ms: stamp.claimed_ms.saturating_add(ahead),
            mono_ms: mono_ms.unwrap_or(0),
            ..stamp
        }
    }
}

/// A hundred years: further than any demo is behind the machine's clock.
const MONO_ORIGIN_MS: i64 = 100 * 366 * 86_400_000;

impl Demo {
    /// The demo of a server, for one of its people. Waits until the server has said what time it is.
    ///
    /// # Errors
    /// When the server cannot be reached.
    pub async fn join(
        address: &str,
        person: Option<&str>,
    ) -> Result<(Self, Arc<DemoClock>), LinkError> {
        let origin = Origin { address: address.to_owned(), certificate: None };
        let clock = Arc::new(DemoClock { system: SystemClock::new(), ahead_ms: AtomicI64::new(0) });
        let people = post_unsigned(&origin, "/demo/people", Vec::new()).await?;
        let people = serde_json::from_slice(&people).map_err(|_| LinkError::NotOurs)?;
        let person = person.map(str::to_owned);
        let demo = Self { origin, person, people, clock: Arc::clone(&clock) };
        demo.ask().await?;
        Ok((demo, clock))
    }

    /// Asks the server what time it is; says whether the clock was moved.
    ///
    /// # Errors
    /// When the server cannot be reached.
    pub(crate) async fn ask(&self) -> Result<bool, LinkError> {
        let answer = post_unsigned(&self.origin, "/demo/clock", Vec::new()).await?;
        let text = String::from_utf8(answer).map_err(|_| LinkError::NotOurs)?;
        let ahead: i64 = text.trim().parse().map_err(|_| LinkError::NotOurs)?;
        Ok(self.clock.ahead_ms.swap(ahead, Ordering::Relaxed) != ahead)
    }

    /// Keeps up with the demo's clock for ever; tells when it was moved.
    pub(crate) async fn follow(&self, moved: impl Fn()) {
        loop {
            tokio::time::sleep(ASK_EVERY).await;
            if self.ask().await == Ok(true) {
                moved();
            }
        }
    }

    /// Moves the clock of the whole demo.
    ///
    /// # Errors
    /// `demo.stop` for a stop that does not exist or lies behind, `demo.unreachable` without a server.
    pub async fn move_to(&self, stop: &str) -> Result<(), Failure> {
        if !STOPS.contains(&stop) {
            return Err(Failure::new("demo.stop"));
        }
        post_unsigned(&self.origin, "/demo/move", stop.as_bytes().to_vec()).await.map_err(
            |error| match error {
                LinkError::Failed(_) => Failure::new("demo.stop"),
                _ => Failure::new("demo.unreachable"),
            },
        )?;
        self.ask().await.map_err(crate::sync::failure)?;
        Ok(())
    }

    /// An enrolment code for the window's person.
    ///
    /// # Errors
    /// When the server cannot be reached.
    pub async fn code(&self, person: &str) -> Result<String, Failure> {
        let code = post_unsigned(&self.origin, "/demo/code", person.as_bytes().to_vec())
            .await
            .map_err(crate::sync::failure)?;
        String::from_utf8(code).map_err(|_| Failure::new("sync.not_ours"))
    }

    /// Whose window this is; nobody's is the chooser.
    pub fn person(&self) -> Option<&str> {
        self.person.as_deref()
    }

    /// What that person is called.
    pub fn person_name(&self) -> Option<&str> {
        let id = self.person.as_deref()?;
        self.people.iter().find(|person| person.id == id).map(|person| person.name.as_str())
    }

    /// Opens a window for somebody: this program once more, with data of its own.
    ///
    /// # Errors
    /// `person.unknown`, `demo.open`.
    pub fn open(&self, person: &str, data: &Path) -> Result<(), Failure> {
        if !self.people.iter().any(|known| known.id == person) {
            return Err(Failure::new("person.unknown").with("person", person));
        }
        let failed = |error| Failure::new("demo.open").with("detail", error);
        let program = std::env::current_exe().map_err(failed)?;
        let mut command = std::process::Command::new(program);
        command.args(["--demo", &self.origin.address, "--as", person, "--data"]).arg(data);
        command.spawn().map(drop).map_err(failed)
    }

    /// What the window shows of the demo.
    pub fn view(&self) -> DemoView {
        DemoView {
            passphrase: PASSPHRASE.to_owned(),
            now_ms: self.clock.stamp().claimed_ms,
            stops: STOPS.map(str::to_owned).to_vec(),
            person: self.person.clone().unwrap_or_default(),
            people: self.people.clone(),
        }
    }
}
