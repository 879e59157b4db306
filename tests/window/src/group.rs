//! A program with everything that it starts, ended together.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process_group, test_kill_process_group};

/// How long a group may take to end when asked.
const GRACE: Duration = Duration::from_secs(3);
/// How often to look whether it has.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// A process group. It ends with its owner, also when the owner panics.
pub(crate) struct Group {
    child: Child,
    /// Kept open: a program that says more must not die of it.
    output: Option<BufReader<ChildStdout>>,
}

impl Group {
    /// Starts a program at the head of a group of its own. What it says goes to the log.
    pub(crate) fn start(command: &mut Command, log: &Path) -> Result<Self> {
        let out = open_log(log)?;
        let said = out.try_clone()?;
        Self::spawn(command.stdout(out).stderr(said))
    }

    /// The same, with its standard output for [`Group::first_line`].
    pub(crate) fn start_talking(command: &mut Command, log: &Path) -> Result<Self> {
        let said = open_log(log)?;
        let mut group = Self::spawn(command.stdout(Stdio::piped()).stderr(said))?;
        group.output = group.child.stdout.take().map(BufReader::new);
        Ok(group)
    }

    fn spawn(command: &mut Command) -> Result<Self> {
        let child = command.stdin(Stdio::null()).process_group(0).spawn();
        let child = child.with_context(|| format!("starting {:?}", command.get_program()))?;
        Ok(Self { child, output: None })
    }

    /// The first line that the program says, once it has said it.
    pub(crate) fn first_line(&mut self) -> Result<String> {
        let mut line = String::new();
        let output = self.output.as_mut().context("this program's output is not listened to")?;
        output.read_line(&mut line)?;
        if line.trim().is_empty() {
            bail!("it ended without a word; its log says why");
        }
        Ok(line.trim().to_owned())
    }

    /// The process at its head.
    pub(crate) fn head(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    /// Whether the program at its head has ended by itself.
    pub(crate) fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    /// Waits until nothing of the group is left, as long as its grace lasts.
    fn gone(&mut self) -> bool {
        let begun = Instant::now();
        while begun.elapsed() < GRACE {
            if self.has_ended() && test_kill_process_group(self.head()).is_err() {
                return true;
            }
            std::thread::sleep(LOOK_EVERY);
        }
        false
    }
}

/// A program that is started again goes on where its log ended.
fn open_log(path: &Path) -> Result<File> {
    let log = File::options().create(true).append(true).open(path);
    log.with_context(|| format!("writing {}", path.display()))
}

impl Drop for Group {
    fn drop(&mut self) {
        // A group that has ended already cannot be asked; that is no failure.
        let _ = kill_process_group(self.head(), Signal::TERM);
        if !self.gone() {
            let _ = kill_process_group(self.head(), Signal::KILL);
            self.gone();
        }
    }
}
