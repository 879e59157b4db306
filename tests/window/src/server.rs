//! The demo's server, and the network that comes and goes.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::group::Group;
use crate::{ports, programs};

/// The server of the demo. It goes down and comes back at the same address.
pub(crate) struct Server {
    running: Option<Group>,
    data: PathBuf,
    log: PathBuf,
    port: u16,
    address: String,
}

impl Server {
    /// Starts it on a new company.
    pub(crate) fn start(data: &Path, logs: &Path) -> Result<Self> {
        let (data, log) = (data.to_owned(), logs.join("server.log"));
        let port = ports::free()?;
        let mut server = Self { running: None, data, log, port, address: String::new() };
        server.up()?;
        Ok(server)
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
        command.args(["demo", "--port", &self.port.to_string(), "--data"]).arg(&self.data);
        let mut group = Group::start_talking(command.env("RUST_LOG", "warn"), &self.log)?;
        let address = group.first_line().context("starting the demo's server")?;
        ensure!(
            self.address.is_empty() || self.address == address,
            "the server moved to {address}"
        );
        self.address = address;
        self.running = Some(group);
        Ok(())
    }
}
