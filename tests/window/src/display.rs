//! The screen: Xvfb on a display of its own.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::group::Group;
use crate::programs;

/// The size at which every screen must look right.
const SCREEN: &str = "1366x768x24";

/// A virtual screen, there as long as this value.
pub(crate) struct Display {
    _group: Group,
    name: String,
}

impl Display {
    pub(crate) fn open(log: &Path) -> Result<Self> {
        let program = programs::system("Xvfb", "xvfb")?;
        let mut command = Command::new(program);
        // Which display was free is said on standard output.
        command.args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"]);
        let mut group = Group::start_talking(&mut command, log)?;
        let number = group.first_line().context("opening a virtual screen")?;
        Ok(Self { _group: group, name: format!(":{number}") })
    }

    /// What goes into `DISPLAY`.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}
