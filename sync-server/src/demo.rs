//! The demo: a company that is made at first start, and a clock that its windows can move forward.
//!
//! It exists only in a server that was started with `demo`, and only on loopback. Whoever reaches the
//! port can be anybody; there is nothing to protect.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result, ensure};
use domain::time::{Day, Instant, TimeOfDay, Zone};
use serde::Serialize;

use crate::world::{Clock, Random};
use crate::{CompanyFile, Config, Folder, Ledger, Running, Server, Tls, Trouble};

/// The company of the demo.
pub const COMPANY: &str = include_str!("../../demo/company.json");

/// Whom one can be: salespeople, one of them from another territory, a group leader, the supervisor, another
/// territory's manager, marketing, headquarters, the general manager.
pub const PEOPLE: [(&str, &str, &str); 9] = [
    ("wangfang", "王芳", "rep"),
    ("liqiang", "李强", "rep"),
    ("chenjing", "陈静", "rep"),
    ("sunwei", "孙伟", "group_leader"),
    ("linguodong", "林国栋", "fair_supervisor"),
    ("jiangwen", "蒋文", "regional_manager"),
    ("gaofeng", "高峰", "marketing"),
    ("zhenghua", "郑华", "hq"),
    ("luojianguo", "罗建国", "executive"),
];

/// The fair's first day, and the hour at which the demo begins.
const BEGINS: (&str, &str) = ("2026-03-12", "09:30");

/// The demo's clock: the machine's, and as much as it is ahead (or behind). It only moves forward, also
/// over a restart: what was signed yesterday in the demo stays yesterday.
pub struct DemoClock {
    machine: Box<dyn Clock>,
    zone: Zone,
    file: PathBuf,
    turn: Mutex<Turn>,
}

/// How far the demo is ahead of the machine, and from when on. A move is announced a little before it holds, so
/// that all windows make it at the same moment: laptops whose clocks differ by hours vouch for each other in
/// every second.
#[derive(Clone, Copy, Debug)]
struct Turn {
    before_ms: i64,
    /// By the machine's clock.
    from: Instant,
    after_ms: i64,
}

/// How long before it holds a move is announced: twice as long as a window needs to ask.
const ANNOUNCED_MS: i64 = 1_500;

impl Turn {
    fn ahead_ms(&self, machine: Instant) -> i64 {
        if machine >= self.from { self.after_ms } else { self.before_ms }
    }
}

impl Clock for DemoClock {
    fn now(&self) -> Instant {
        self.machine.now().plus_ms(self.ahead_ms())
    }
}

/// Somebody whom one can be.
#[derive(Clone, Debug, Serialize)]
pub struct DemoPerson {
    /// Person id.
    pub id: &'static str,
    /// Name.
    pub name: &'static str,
    /// What he is.
    pub office: &'static str,
}

impl DemoClock {
    /// Goes on where the demo in this folder stood, or begins on the morning of the fair's first day.
    ///
    /// # Errors
    /// When the folder cannot be used.
    pub fn wind_up(folder: &Path, zone: Zone, machine: Box<dyn Clock>) -> Result<Self> {
        let file = folder.join("demo-clock");
        let stood = std::fs::read_to_string(&file).ok().and_then(|text| text.trim().parse().ok());
        let (day, time) = (Day::parse(BEGINS.0), TimeOfDay::parse(BEGINS.1));
        let begins = day.zip(time).map(|(day, time)| zone.at(day, time));
        let at = stood.map(Instant).or(begins).context("the demo's first morning")?;
        let now = machine.now();
        let ahead_ms = at.ms_since(now);
        let turn = Mutex::new(Turn { before_ms: ahead_ms, from: now, after_ms: ahead_ms });
        let clock = Self { machine, zone, file, turn };
        clock.remember()?;
        Ok(clock)
    }

    /// How far the demo is ahead of the machine.
    fn ahead_ms(&self) -> i64 {
        self.turn().ahead_ms(self.machine.now())
    }

    /// What the windows are told: how far the demo is ahead of the machine until a moment of the machine's
    /// clock, the moment, and how far from then on.
    pub fn announced(&self) -> String {
        let Turn { before_ms, from, after_ms } = *self.turn();
        format!("{before_ms} {} {after_ms}", from.0)
    }

    fn turn(&self) -> MutexGuard<'_, Turn> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Moves on to the next `17:30`, `20:00` or `morning`, or to a time like `2026-03-12 09:40`, a moment from
    /// now.
    ///
    /// # Errors
    /// For any other stop, and for a time that has been.
    pub fn move_to(&self, stop: &str) -> Result<()> {
        let machine = self.machine.now();
        let Turn { after_ms, .. } = *self.turn();
        let now = machine.plus_ms(after_ms);
        let there = match self.time(stop) {
            Some(there) => there,
            None => self.next(stop, now)?,
        };
        ensure!(there > now, "time in the demo only goes forward");
        {
            let mut turn = self.turn();
            let (before_ms, from) = (turn.ahead_ms(machine), machine.plus_ms(ANNOUNCED_MS));
            let after_ms = after_ms.saturating_add(there.ms_since(now));
            *turn = Turn { before_ms, from, after_ms };
        }
        self.remember()
    }

    fn time(&self, text: &str) -> Option<Instant> {
        let (day, time) = text.split_once(' ')?;
        Some(self.zone.at(Day::parse(day)?, TimeOfDay::parse(time)?))
    }

    fn next(&self, stop: &str, now: Instant) -> Result<Instant> {
        let today = self.zone.day(now);
        let (text, day) = match stop {
            "morning" => ("08:30", today.plus(1)),
            "17:30" | "20:00" => (stop, today),
            _ => anyhow::bail!("the demo has no stop {stop:?}"),
        };
        let time = TimeOfDay::parse(text).context("a stop's time")?;
        let there = self.zone.at(day, time);
        Ok(if there > now { there } else { self.zone.at(day.plus(1), time) })
    }

    /// Writes down where the demo stands.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn remember(&self) -> Result<()> {
        let stands = self.machine.now().plus_ms(self.turn().after_ms);
        std::fs::write(&self.file, stands.0.to_string()).context("keeping the demo's clock")
    }
}

/// Makes the demo's company at first start, and runs it on the demo's clock. The folder is made before
/// somebody listens for it.
///
/// # Errors
/// When the folder cannot be used or nobody can listen.
pub async fn start(
    data: PathBuf,
    listen: impl FnOnce() -> Result<TcpListener>,
    machine: Box<dyn Clock>,
    random: Arc<dyn Random>,
) -> Result<(Running, Arc<DemoClock>)> {
    let folder = Folder::new(&data);
    let file = CompanyFile::parse(COMPANY).context("reading the demo's company")?;
    let storage = folder.create(&*random)?;
    let clock = Arc::new(DemoClock::wind_up(&data, file.zone(), machine)?);
    let opened = Ledger::open(Box::new(storage), clock.clone(), Arc::clone(&random));
    // A store that does not read is no empty one: the server says so below, and founds nothing in it.
    if matches!(opened, Err(Trouble::NotFounded)) {
        // The demo's recovery key is thrown away: there is nothing to recover.
        crate::found(&folder.open()?, &file, &*clock, &*random)?;
    }
    let listener = listen()?;
    let config =
        Config { data, listener, tls: Tls::Off, address: None, clock: clock.clone(), random };
    let running = Server::start_demo(config, Arc::clone(&clock)).await?;
    Ok((running, clock))
}

/// Whom one can be.
pub fn people() -> Vec<DemoPerson> {
    PEOPLE.map(|(id, name, office)| DemoPerson { id, name, office }).to_vec()
}
