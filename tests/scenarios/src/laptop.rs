//! The runner's side of a laptop's process.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, bail};
use app::Failure;
use domain::time::Instant;
use serde_json::Value;

use crate::device::{Fault, Line, Order};

/// A laptop: a folder, clocks, and a process while it runs.
pub struct Laptop {
    /// The device's name in the story: `liqiang` or `liqiang#2`.
    pub name: String,
    /// Whose.
    pub person: String,
    folder: PathBuf,
    /// How far its wall clock is off, milliseconds.
    pub shift_ms: i64,
    boot: String,
    booted: Instant,
    /// A fault in its next exchange.
    pub fault: Option<Fault>,
    /// When it last exchanged with the server to the end.
    pub synced: Option<Instant>,
    process: Option<Process>,
}

struct Process {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Laptop {
    /// A laptop that is switched on at `booted` and has nothing on its disk yet.
    pub fn new(name: &str, folder: &Path, booted: Instant) -> Self {
        let person = name.split('#').next().unwrap_or(name).to_owned();
        Self {
            name: name.to_owned(),
            person,
            folder: folder.to_owned(),
            shift_ms: 0,
            boot: any_boot(),
            booted,
            fault: None,
            synced: None,
            process: None,
        }
    }

    /// Does something at a true time. The outer error is the runner's, the inner one the product's.
    pub fn order(&mut self, at: Instant, order: Order) -> Result<Result<Value, Failure>> {
        let line = Line {
            claimed_ms: at.0 + self.shift_ms,
            mono_ms: u64::try_from(at.ms_since(self.booted)).unwrap_or(0),
            boot: self.boot.clone(),
            order,
        };
        let process = match &mut self.process {
            Some(process) => process,
            empty => empty.insert(start(&self.folder)?),
        };
        writeln!(process.stdin, "{}", serde_json::to_string(&line)?)?;
        let mut answer = String::new();
        process.stdout.read_line(&mut answer)?;
        if answer.is_empty() {
            self.process = None;
            return Ok(Err(Failure::new("died")));
        }
        let answer: Value = serde_json::from_str(&answer).context("a laptop's answer")?;
        match answer.get("failure") {
            Some(failure) => Ok(Err(serde_json::from_value(failure.clone())?)),
            None => Ok(Ok(answer["ok"].clone())),
        }
    }

    /// Calls through the product's door; a failure is the story's.
    pub fn call(&mut self, at: Instant, name: &str, args: Value) -> Result<Result<Value, Failure>> {
        self.order(at, Order::Call { name: name.to_owned(), args })
    }

    /// Whether its process runs.
    pub fn is_running(&self) -> bool {
        self.process.is_some()
    }

    /// A laptop whose disk is a copy of this one's, switched on at `booted`. It is taken while this one's
    /// power is off: whoever copies a disk does not ask its database for leave.
    pub fn cloned(&mut self, name: &str, folder: &Path, booted: Instant) -> Result<Self> {
        self.kill();
        copy(&self.folder, folder)?;
        let clone = Self::new(name, folder, booted);
        Ok(Self { shift_ms: self.shift_ms, synced: self.synced, ..clone })
    }

    /// Images its disk into a folder, while its power is off.
    pub fn image(&mut self, folder: &Path) -> Result<()> {
        self.kill();
        copy(&self.folder, folder)
    }

    /// Puts an image back on its disk. Whoever does that switches it on anew.
    pub fn put_back(&mut self, image: &Path, synced: Option<Instant>, at: Instant) -> Result<()> {
        self.kill();
        std::fs::remove_dir_all(&self.folder)?;
        copy(image, &self.folder)?;
        (self.boot, self.booted, self.synced) = (any_boot(), at, synced);
        Ok(())
    }

    /// SIGKILL, right now. It starts again at its next order.
    pub fn kill(&mut self) {
        self.process = None;
    }
}

fn any_boot() -> String {
    desktop::clock::random()[..16].iter().map(|b| format!("{b:02x}")).collect()
}

fn start(folder: &Path) -> Result<Process> {
    std::fs::create_dir_all(folder)?;
    let mut child = Command::new(std::env::current_exe()?)
        .arg("device")
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("starting a laptop's process")?;
    match (child.stdin.take(), child.stdout.take()) {
        (Some(stdin), Some(stdout)) => Ok(Process { child, stdin, stdout: BufReader::new(stdout) }),
        _ => bail!("a laptop's process has no pipes"),
    }
}

/// Copies a folder with everything in it.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true => copy(&entry.path(), &target)?,
            false => drop(std::fs::copy(entry.path(), target)?),
        }
    }
    Ok(())
}
