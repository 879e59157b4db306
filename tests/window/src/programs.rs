//! Where the programs are that a test starts, and what to do when one is missing.

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

/// The window.
pub(crate) fn window() -> Result<PathBuf> {
    built("FAIRLEAD_WINDOW", "fairlead", "-p fairlead --features custom-protocol")
}

/// The server.
pub(crate) fn server() -> Result<PathBuf> {
    built("FAIRLEAD_SERVER", "fairlead-server", "-p sync-server")
}

/// The workspace's root.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).expect("tests/window stands two folders below the root").to_owned()
}

fn built(variable: &str, name: &str, package: &str) -> Result<PathBuf> {
    let given = std::env::var_os(variable).map(PathBuf::from);
    let path = given.unwrap_or_else(|| target().join("debug").join(name));
    ensure!(
        path.is_file(),
        "{} is missing. Build it: (cd ui && npm ci --ignore-scripts && npm run build) && cargo build \
         {package}, or name another one in {variable}.",
        path.display()
    );
    Ok(path)
}

fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A program of the system, found on the path.
pub(crate) fn system(program: &str, package: &str) -> Result<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found =
        std::env::split_paths(&path).map(|folder| folder.join(program)).find(|it| it.is_file());
    found.ok_or_else(|| {
        anyhow::anyhow!(
            "{program} is missing (Debian package {package}). Install what these tests need: \
             apt-get install -y --no-install-recommends webkit2gtk-driver xvfb fonts-noto-cjk"
        )
    })
}
