//! The demo: a company, a fair and a clock of its own, given by the demo's server.
//!
//! Nothing here exists outside the demo: the passphrase is not one, the routes are not there.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
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
    turn: Mutex<Turn>,
}

/// How far the demo is ahead of the machine until a moment of the machine's clock, and from then on. The server
/// announces it before it holds, so that all windows move at the same moment.
#[derive(Clone, Copy, Default)]
struct Turn {
    before_ms: i64,
    from_ms: i64,
    after_ms: i64,
}

impl Turn {
    fn ahead_ms(&self, machine_ms: i64) -> i64 {
        if machine_ms >= self.from_ms { self.after_ms } else { self.before_ms }
    }
}

impl DemoClock {
    fn turn(&self) -> MutexGuard<'_, Turn> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ahead_ms(&self) -> i64 {
        self.turn().ahead_ms(self.system.stamp().claimed_ms)
    }
}

impl Clock for DemoClock {
    fn stamp(&self) -> Stamp {
        let stamp = self.system.stamp();
        let ahead = self.turn().ahead_ms(stamp.claimed_ms);
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
        let clock = Arc::new(DemoClock { system: SystemClock::new(), turn: Mutex::default() });
        let people = post_unsigned(&origin, "/demo/people", Vec::new()).await?;
        let people = serde_json::from_slice(&people).map_err(|_| LinkError::NotOurs)?;
        let person = person.map(str::to_owned);
        let demo = Self { origin, person, people, clock: Arc::clone(&clock) };
        demo.ask().await?;
        Ok((demo, clock))
    }

    /// Asks the server what time it is, and when it will be another.
    ///
    /// # Errors
    /// When the server cannot be reached.
    pub(crate) async fn ask(&self) -> Result<(), LinkError> {
        let answer = post_unsigned(&self.origin, "/demo/clock", Vec::new()).await?;
        let text = String::from_utf8(answer).map_err(|_| LinkError::NotOurs)?;
        let said: Option<Vec<i64>> = text.split(' ').map(|number| number.parse().ok()).collect();
        let Some(&[before_ms, from_ms, after_ms]) = said.as_deref() else {
            return Err(LinkError::NotOurs);
        };
        *self.clock.turn() = Turn { before_ms, from_ms, after_ms };
        Ok(())
    }

    /// Keeps up with the demo's clock for ever; tells when it was moved.
    pub(crate) async fn follow(&self, moved: impl Fn()) {
        let mut ahead_ms = self.clock.ahead_ms();
        loop {
            tokio::time::sleep(ASK_EVERY).await;
            // Without the server the time goes on as it was.
            let _ = self.ask().await;
            if std::mem::replace(&mut ahead_ms, self.clock.ahead_ms()) != ahead_ms {
                moved();
            }
        }
    }

    /// Moves the clock of the whole demo to a stop, or to a time like `2026-03-12 09:40`, and waits until it is
    /// moved.
    ///
    /// # Errors
    /// `demo.stop` for a stop that does not exist or lies behind, `demo.unreachable` without a server.
    pub async fn move_to(&self, stop: &str) -> Result<(), Failure> {
        post_unsigned(&self.origin, "/demo/move", stop.as_bytes().to_vec()).await.map_err(
            |error| match error {
                LinkError::Failed(_) => Failure::new("demo.stop"),
                _ => Failure::new("demo.unreachable"),
            },
        )?;
        self.ask().await.map_err(crate::sync::failure)?;
        let left_ms = self.clock.turn().from_ms - self.clock.system.stamp().claimed_ms;
        tokio::time::sleep(Duration::from_millis(u64::try_from(left_ms).unwrap_or(0))).await;
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

    /// What the laptop of one of its people is called.
    pub(crate) fn laptop_of(&self, id: &str) -> String {
        let person = self.people.iter().find(|person| person.id == id);
        format!("{}的笔记本", person.map_or(id, |person| person.name.as_str()))
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
