//! A server, a network and a folder: everything that a story needs before its first window opens.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use tempfile::TempDir;

use crate::display::Display;
use crate::driver::Driver;
use crate::programs;
use crate::server::{Of, Server};
use crate::window::{Album, Window};

/// Where windows are opened. Windows go before their stage does.
pub struct Stage {
    server: Server,
    folder: TempDir,
    artefacts: PathBuf,
    logs: PathBuf,
    name: String,
}

impl Stage {
    /// Sets up a new demo. `name` keeps the logs of several stages apart.
    ///
    /// # Errors
    /// When a program is missing or does not start; the error says which and what to do.
    pub fn set(name: &str) -> Result<Self> {
        let (stage, ()) = Self::around(name, |data, logs| Ok((Server::start(data, logs)?, ())))?;
        Ok(stage)
    }

    /// Founds a company and runs its server, without anything of the demo: nobody is enrolled, the
    /// clock is the machine's. Comes with headquarters' first enrolment code.
    ///
    /// # Errors
    /// As [`Stage::set`].
    pub fn found(name: &str) -> Result<(Self, String)> {
        Self::around(name, Server::found)
    }

    fn around<T>(
        name: &str,
        server: impl FnOnce(&Path, &Path) -> Result<(Server, T)>,
    ) -> Result<(Self, T)> {
        let artefacts = programs::root().join("artefacts/window");
        let logs = artefacts.join("logs").join(name);
        std::fs::create_dir_all(&logs).context("making the folder for the logs")?;
        forget(&artefacts, &format!("failed-{name}-"))?;
        forget(&logs, "")?;
        let folder = tempfile::Builder::new().prefix("fairlead-window-").tempdir()?;
        std::fs::create_dir(folder.path().join("stick"))?;
        let (server, came_with) = server(&folder.path().join("server"), &logs)?;
        Ok((Self { server, folder, artefacts, logs, name: name.to_owned() }, came_with))
    }

    /// Opens a person's window on a screen of its own, as every laptop has: on a shared one, without a
    /// window manager, only the topmost window would have the focus. Opened again, it is the same laptop.
    ///
    /// # Errors
    /// When the window does not come up.
    pub fn open(&self, person: &str) -> Result<Window> {
        let folder = self.folder.path();
        let display = Display::open(&self.logs.join(format!("{person}-screen.log")))?;
        let own = |kind: &str| folder.join("system").join(person).join(kind).display().to_string();
        let env = [
            ("DISPLAY", display.name().to_owned()),
            ("TAURI_WEBVIEW_AUTOMATION", "true".to_owned()),
            ("XDG_DATA_HOME", own("data")),
            ("XDG_CACHE_HOME", own("cache")),
            ("XDG_CONFIG_HOME", own("config")),
            ("GDK_BACKEND", "x11".to_owned()),
            ("NO_AT_BRIDGE", "1".to_owned()),
            // Without it GTK looks for a session bus, and some starts die silently.
            ("DBUS_SESSION_BUS_ADDRESS", "disabled:".to_owned()),
            // Frames settle in tens of milliseconds instead of hundreds.
            ("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1".to_owned()),
        ];
        let data = folder.join("windows").display().to_string();
        let args = match self.server.of() {
            Of::Demo => vec!["--demo", self.server.address(), "--as", person, "--data", &data],
            // As from the menu of a desktop: the data are where the system keeps an application's.
            Of::Company => Vec::new(),
        };
        let args: Vec<String> = args.into_iter().map(str::to_owned).collect();
        let log = self.logs.join(format!("{person}.log"));
        let driver = Driver::open(&programs::window()?, &args, &env, &log)?;
        let album = Album { folder: self.artefacts.clone(), stage: self.name.clone() };
        Ok(Window::new(person, driver, display, album))
    }

    /// Opens several windows at once.
    ///
    /// # Errors
    /// As [`Stage::open`].
    pub fn open_all<const N: usize>(&self, people: [&str; N]) -> Result<[Window; N]> {
        std::thread::scope(|scope| {
            let opening = people.map(|person| scope.spawn(move || self.open(person)));
            let opened: Result<Vec<Window>> = opening
                .into_iter()
                .map(|window| window.join().expect("opening a window does not panic"))
                .collect();
            opened?.try_into().map_err(|_| anyhow::anyhow!("as many windows as people"))
        })
    }

    /// The internet goes: nobody reaches the server.
    pub fn network_goes(&mut self) {
        self.server.down();
    }

    /// It comes back.
    ///
    /// # Errors
    /// When the server does not start again.
    pub fn network_comes(&mut self) -> Result<()> {
        self.server.up()
    }

    /// Headquarters answers somebody who forgot his passphrase.
    ///
    /// # Errors
    /// When the request is not whole or the number another one.
    pub fn headquarters_answers(&self, request: &str, check: &str) -> Result<String> {
        self.server.recover(request, check)
    }

    /// Everything that the laptops' programs have written: their workspaces, what the system keeps for each
    /// of them, their logs.
    pub fn laptops(&self) -> Vec<PathBuf> {
        let of = |name: &str| Path::join(self.folder.path(), name);
        let all = [of("system"), of("windows"), self.logs.clone()];
        all.into_iter().filter(|folder| folder.exists()).collect()
    }

    /// The stick on which files go from hand to hand.
    pub fn stick(&self) -> PathBuf {
        Path::join(self.folder.path(), "stick")
    }
}

/// Removes what the last time left: it would mislead whoever looks at this time's.
fn forget(folder: &Path, beginning: &str) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_file() && name.starts_with(beginning) {
            std::fs::remove_file(path)?;
        }
    }
    Ok(())
}
