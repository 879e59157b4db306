//! Every test, in the order in which a failure is cheapest to learn.

use std::path::Path;

use anyhow::{Result, bail};

use crate::check;
use crate::models;
use crate::run;
use crate::shell::command;
use crate::system::{self, Purpose};
use crate::tally::Tally;

/// Runs everything. The last line is `N passed, N failed`.
pub fn run(root: &Path, long: bool, yes: bool, stories: Option<&Path>) -> Result<()> {
    system::ensure(Purpose::Test, yes)?;
    models::ensure(root)?;
    check::run(root)?;
    run::build(root)?;
    let mut tally = Tally::default();
    let cargo = |args: &[&str]| {
        let mut command = command(root, "cargo", args);
        if long {
            command.env("FAIRLEAD_CASES", "50000");
        }
        command
    };
    tally.run("crates", cargo(&["test", "--locked", "--no-fail-fast"]))?;
    let claimed = "tests/scenarios/claimed.txt";
    let play = |folder: &str| {
        cargo(&["run", "--locked", "-q", "-p", "scenarios", "--", "--claimed", claimed, folder])
    };
    tally.run("stories", play("tests/scenarios/cases"))?;
    let own = ["run", "--locked", "-q", "-p", "scenarios", "--", "tests/scenarios/own"];
    tally.run("stories of our own", cargo(&own))?;
    if let Some(folder) = stories {
        tally.run("stories from outside", play(&folder.to_string_lossy()))?;
    }
    let ui = root.join("ui");
    tally.run("screens", command(&ui, "npm", ["run", "--silent", "test"]))?;
    tally.run_twice_if_needed("browser", || command(&ui, "npm", ["run", "--silent", "e2e"]))?;
    tally.run_twice_if_needed("windows", || {
        cargo(&["test", "--locked", "--no-fail-fast", "-p", "window-tests"])
    })?;
    println!("\n{} passed, {} failed", tally.passed, tally.failed);
    if tally.failed > 0 || tally.passed == 0 {
        bail!("some tests failed");
    }
    Ok(())
}
