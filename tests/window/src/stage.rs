//! A screen, a server and a folder: everything that a story needs before its first window opens.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use tempfile::TempDir;

use crate::display::Display;
use crate::programs;
use crate::server::Server;
use crate::window::Window;

/// Where the demo's windows are opened.
pub struct Stage {
    server: Server,
    display: Display,
    folder: TempDir,
    artefacts: PathBuf,
}

impl Stage {
    /// Sets up a new demo. `name` keeps the logs of several stages apart.
    pub fn set(name: &str) -> Result<Self> {
        programs::window()?;
        let artefacts = programs::root().join("artefacts/window");
        let logs = artefacts.join("logs").join(name);
        std::fs::create_dir_all(&logs).context("making the folder for the logs")?;
        let folder = tempfile::Builder::new().prefix("fairlead-window-").tempdir()?;
        let display = Display::open(&logs)?;
        let server = Server::start(&folder.path().join("server"), &logs)?;
        let stage = Self { server, display, folder, artefacts: artefacts.clone() };
        std::fs::create_dir_all(stage.stick())?;
        Ok(Self { artefacts, ..stage })
    }
}
