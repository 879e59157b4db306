//! The server, of the demo or of a company of its own, and the network that comes and goes.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::group::Group;
use crate::{ports, programs};

/// Whose server it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    /// Of the demo: everybody is enrolled already, and the clock can be moved.
    Demo,
    /// Of a company that an administrator has founded: HTTPS, enrolment by code, the world's clock.
    Company,
}

/// A server. It goes down and comes back at the same address.
pub(crate) struct Server {
    of: Of,
    running: Option<Group>,
    data: PathBuf,
    log: PathBuf,
    port: u16,
    address: String,
}

impl Server {
    /// Starts the demo's on a new company.
    pub(crate) fn start(data: &Path, logs: &Path) -> Result<Self> {
        let mut server = Self::new(Of::Demo, data, logs)?;
        server.up()?;
        Ok(server)
    }

    /// Founds a company from the file of the demo's, and starts its server as its administrator does.
    /// The code is headquarters' first.
    pub(crate) fn found(data: &Path, logs: &Path) -> Result<(Self, String)> {
        let mut server = Self::new(Of::Company, data, logs)?;
        let address = format!("https://127.0.0.1:{}", server.port);
        let mut command = Command::new(programs::server()?);
        command.arg("init").arg(programs::root().join("demo/company.json"));
        command.args(["--address", &address, "--data"]).arg(data);
        let founded = command.output().context("founding the company")?;
        let said = String::from_utf8_lossy(&founded.stdout).into_owned();
        let why = String::from_utf8_lossy(&founded.stderr);
        ensure!(founded.status.success(), "the company was not founded: {why}");
        let code = said.lines().rfind(|line| line.starts_with("fairlead:"));
        let code = code.with_context(|| format!("no code in what init said: {said}"))?.to_owned();
        server.up()?;
        Ok((server, code))
    }

    /// What the administrator does at headquarters for somebody who forgot his passphrase.
    pub(crate) fn recover(&self, request: &str, check: &str) -> Result<String> {
        let file = self.data.with_extension("request");
        std::fs::write(&file, request)?;
        let mut command = Command::new(programs::server()?);
        command.arg("passphrase").args(["--check", check, "--key"]);
        let answered = command.arg(self.data.join("recovery-key.txt")).arg(&file).output()?;
        let why = String::from_utf8_lossy(&answered.stderr);
        ensure!(answered.status.success(), "headquarters did not answer: {why}");
        Ok(String::from_utf8_lossy(&answered.stdout).trim().to_owned())
    }

    fn new(of: Of, data: &Path, logs: &Path) -> Result<Self> {
        let (data, log) = (data.to_owned(), logs.join("server.log"));
        Ok(Self { of, running: None, data, log, port: ports::free()?, address: String::new() })
    }

    /// Whose it is.
    pub(crate) fn of(&self) -> Of {
        self.of
    }

    /// Where windows find it.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Takes it away: for a laptop there is no network then.
    pub(crate) fn down(&mut self) {
        self.running = None;
    }

    /// Brings it back as it was.
    pub(crate) fn up(&mut self) -> Result<()> {
        let mut command = Command::new(programs::server()?);
        match self.of {
            Of::Demo => command.args(["demo", "--port", &self.port.to_string()]),
            Of::Company => command.args(["run", "--listen", &format!("127.0.0.1:{}", self.port)]),
        };
        command.arg("--data").arg(&self.data);
        let mut group = Group::start_talking(command.env("RUST_LOG", "warn"), &self.log)?;
        let line = group.first_line().context("starting the server")?;
        // The demo says its address and nothing else; a company's server says it last.
        let address = line.rsplit(' ').next().unwrap_or_default().to_owned();
        ensure!(
            self.address.is_empty() || self.address == address,
            "the server moved to {address}"
        );
        self.address = address;
        self.running = Some(group);
        Ok(())
    }
}
