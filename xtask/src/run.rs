//! The newcomer's command: from a fresh machine to the demo's window.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::models;
use crate::shell::{command, exists, must};
use crate::system::{self, Purpose};

/// What the newcomer asked for.
pub struct Wish<'a> {
    /// Whose windows; nobody's is the chooser.
    pub people: &'a [String],
    /// Answers yes to the installation of system packages.
    pub yes: bool,
    /// Begins the demo anew.
    pub fresh: bool,
    /// Has the demo's people play the whole fair first; begins anew too.
    pub played: bool,
}

/// Installs what is missing, builds, starts the demo's server, opens windows, and waits for them.
pub fn run(root: &Path, wish: &Wish<'_>) -> Result<()> {
    system::ensure(Purpose::Run, wish.yes)?;
    models::ensure(root)?;
    screens(root)?;
    programs(root)?;
    let data = root.join(".demo");
    if (wish.fresh || wish.played) && data.exists() {
        std::fs::remove_dir_all(&data).context("forgetting the last demo")?;
    }
    let mut server = Server::start(root, &data.join("server"))?;
    println!(
        "\nThe demo's server listens on {}. Every passphrase is fairlead-demo.",
        server.address
    );
    println!(
        "Close all windows, or press Ctrl-C here, to end the demo. Its data stays in .demo/.\n"
    );
    let windows = data.join("windows");
    if wish.played {
        println!("Eight people play three days of the fair; that takes about two minutes.\n");
        must(command(root, "cargo", ["build", "--locked", "-p", "played"]))?;
        let mut played = Command::new(binary(root, "played"));
        played.args(["--demo", &server.address, "--data"]).arg(&windows);
        must(played)?;
    }
    let mut open = Vec::new();
    match wish.people {
        [] => open.push(window(root, &server.address, &windows, None)?),
        people => {
            for person in people {
                open.push(window(root, &server.address, &windows, Some(person))?);
            }
        }
    }
    let mut broken = false;
    // The chooser opens windows that live on without it.
    while !open.is_empty() || others_are_open(&windows) {
        server.keep_up(root)?;
        let mut still = Vec::new();
        for mut window in open {
            match window.try_wait().context("waiting for a window")? {
                // One that was killed, by hand or by the end of the session, said nothing and has nothing
                // to say.
                Some(ended) => broken |= ended.code().is_some_and(|code| code != 0),
                None => still.push(window),
            }
        }
        open = still;
        std::thread::sleep(LOOK_EVERY);
    }
    if broken {
        bail!(
            "a window ended with an error; what it said stands above. The demo's data stands untouched in \
             {}. To begin the demo anew and forget that data: cargo xtask run --fresh",
            data.display()
        );
    }
    Ok(())
}

/// The screens: what the window's code embeds, so that nothing of the window compiles before.
pub fn screens(root: &Path) -> Result<()> {
    let ui = root.join("ui");
    if !exists("npm") {
        bail!("npm is missing; please install Node 20.19 or newer, from https://nodejs.org");
    }
    must(command(&ui, "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))?;
    must(command(&ui, "npm", ["run", "--silent", "build"]))
}

/// The server and the window, in which the screens are.
fn programs(root: &Path) -> Result<()> {
    // At once: what is built apart is built with other features of what both need, which is half the tree
    // once more.
    let packages = ["-p", "sync-server", "-p", "dev-host", "-p", "fairlead"];
    let build = ["build", "--locked", "--features", "fairlead/custom-protocol"];
    must(command(root, "cargo", build.into_iter().chain(packages)))
}

/// How often to look whether windows and server are still there.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// A server that lived for a shorter time ended by itself and would end again.
const LIVES_AT_LEAST: Duration = Duration::from_secs(10);

struct Server {
    child: Child,
    address: String,
    data: PathBuf,
    since: Instant,
    /// Nobody can start it again; that was said.
    is_given_up: bool,
}

impl Server {
    fn start(root: &Path, data: &Path) -> Result<Self> {
        Self::start_at(root, data, "0")
    }

    /// Starts it anew at its old address if it ended: windows know that address only, and without the
    /// server they wait for it and say no more than that they cannot reach it.
    fn keep_up(&mut self, root: &Path) -> Result<()> {
        if self.is_given_up {
            return Ok(());
        }
        let Some(ended) = self.child.try_wait().context("looking for the demo's server")? else {
            return Ok(());
        };
        eprintln!("\nThe demo's server ended ({ended}); what it said stands above.");
        let port = self.address.rsplit(':').next().unwrap_or_default().to_owned();
        let again = if self.since.elapsed() < LIVES_AT_LEAST {
            Err(anyhow::anyhow!("it ended as soon as it had started"))
        } else {
            Self::start_at(root, &self.data, &port)
        };
        match again {
            Ok(new) => {
                *self = new;
                eprintln!("It was started again, with everything it had. The windows go on.");
            }
            Err(error) => {
                self.is_given_up = true;
                eprintln!(
                    "It does not come back: {error:#}. The windows go on without it: what is signed stays \
                     on its laptop and is sent when there is a server again. Close them and run this \
                     command once more."
                );
            }
        }
        Ok(())
    }

    fn start_at(root: &Path, data: &Path, port: &str) -> Result<Self> {
        let mut child = Command::new(binary(root, "fairlead-server"))
            .args(["demo", "--port", port, "--data"])
            .arg(data)
            .env("RUST_LOG", "warn")
            .stdout(Stdio::piped())
            .spawn()
            .context("starting the demo's server")?;
        let stdout = child.stdout.take().context("the server's output")?;
        let mut address = String::new();
        BufReader::new(stdout).read_line(&mut address)?;
        let address = address.trim().to_owned();
        if address.is_empty() {
            let _ = child.wait();
            bail!(
                "the demo's server did not start; what it said stands above. The demo's data stands \
                 untouched in {}. To begin the demo anew and forget that data: cargo xtask run --fresh",
                data.display()
            );
        }
        Ok(Self {
            child,
            address,
            data: data.to_owned(),
            since: Instant::now(),
            is_given_up: false,
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It writes down where its clock stands every few seconds; nothing else waits to be saved.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn window(root: &Path, server: &str, data: &Path, person: Option<&str>) -> Result<Child> {
    let mut command = Command::new(binary(root, "fairlead"));
    command.args(["--demo", server, "--data"]).arg(data);
    if let Some(person) = person {
        command.args(["--as", person]);
    }
    command.spawn().context("opening a window")
}

/// Whether any workspace of the demo is held open.
fn others_are_open(windows: &Path) -> bool {
    let folders = std::fs::read_dir(windows).into_iter().flatten().flatten();
    folders
        .map(|folder| folder.path().join("workspace.db-lock"))
        .any(|lock| std::fs::File::open(lock).is_ok_and(|file| file.try_lock().is_err()))
}

/// A program that was built here.
pub fn binary(root: &Path, name: &str) -> PathBuf {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    target.join("debug").join(name)
}
