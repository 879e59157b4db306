//! System packages: what a fresh Debian or Ubuntu lacks is shown as one line, and installed if wanted.

use std::io::{BufRead, Write};
use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::shell::{exists, must};

/// To build: compilers, and the system's libcrypto for SQLCipher.
const BUILD: &[&str] = &["build-essential", "pkg-config", "perl", "libssl-dev"];

/// To fetch the models that read cards.
const MODELS: &[&str] = &["python3", "python3-pip"];

/// To open the window, and to drive it in tests.
const WINDOW: &[&str] =
    &["file", "curl", "libwebkit2gtk-4.1-dev", "librsvg2-dev", "fonts-noto-cjk", "procps"];

/// To test: a screen without a screen, a driver for the window, a browser, a keychain, a reader of PDFs.
const TEST: &[&str] =
    &["webkit2gtk-driver", "xvfb", "dbus", "chromium", "gnome-keyring", "poppler-utils"];

/// What somebody is about to do.
#[derive(Clone, Copy)]
pub enum Purpose {
    /// Build, and open the window.
    Run,
    /// Run the tests.
    Test,
    /// Read cards without a window.
    Read,
}

/// Makes sure that the system has what `purpose` needs.
pub fn ensure(purpose: Purpose, yes: bool) -> Result<()> {
    let wanted: Vec<&str> = match purpose {
        Purpose::Run => [BUILD, MODELS, WINDOW].concat(),
        Purpose::Test => [BUILD, MODELS, WINDOW, TEST].concat(),
        Purpose::Read => [BUILD, MODELS].concat(),
    };
    if !exists("dpkg") {
        eprintln!(
            "This is no Debian or Ubuntu. Please install what corresponds to: {}",
            wanted.join(" ")
        );
        return Ok(());
    }
    let missing: Vec<&str> = wanted.into_iter().filter(|package| !installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let sudo = if is_root() { "" } else { "sudo " };
    println!("Missing system packages. This line installs them:\n");
    println!("  {sudo}apt-get install -y --no-install-recommends {}\n", missing.join(" "));
    if !yes && !asked()? {
        bail!("please run that line, then try again");
    }
    let mut update = privileged("apt-get");
    update.args(["update", "-q"]);
    must(update)?;
    let mut install = privileged("apt-get");
    install.args(["install", "-y", "-q", "--no-install-recommends"]).args(missing);
    install.env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null());
    must(install)
}

fn installed(package: &str) -> bool {
    let query = ["-W", "-f=${Status}", package];
    let output = Command::new("dpkg-query").args(query).stderr(Stdio::null()).output();
    output.is_ok_and(|output| {
        String::from_utf8_lossy(&output.stdout).contains("install ok installed")
    })
}

fn asked() -> Result<bool> {
    print!("Run it now? [Y/n] ");
    std::io::stdout().flush()?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    Ok(!answer.is_empty() && matches!(answer.trim().to_lowercase().as_str(), "" | "y" | "yes"))
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn privileged(program: &str) -> Command {
    if is_root() {
        return Command::new(program);
    }
    let mut sudo = Command::new("sudo");
    sudo.arg(program);
    sudo
}
