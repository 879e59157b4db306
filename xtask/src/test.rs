//! Every test, in the order in which a failure is cheapest to learn.

use std::path::Path;

use anyhow::{Result, bail};

use crate::check;
use crate::models;
use crate::run;
use crate::shell::{command, must};
use crate::system::{self, Purpose};
use crate::tally::Tally;

/// All that is built and tested together, the window included: one selection, because cargo builds what
/// several need once for each set of features, and a selection decides those. The window's own tests are
/// another program's and need none of it.
const TOGETHER: [&str; 5] =
    ["--workspace", "--exclude", "window-tests", "--features", "fairlead/custom-protocol"];

/// The histories that every run shuffles are the same: whether a commit passes is no matter of luck. The long
/// form draws others each time.
const SHARE: &str = "20260412";

/// Runs everything. The last line is `N passed, N failed`.
pub fn run(root: &Path, long: bool, yes: bool, stories: Option<&Path>) -> Result<()> {
    system::ensure(Purpose::Test, yes)?;
    models::ensure(root)?;
    run::screens(root)?;
    check::run(root, &TOGETHER)?;
    let mut tally = Tally::default();
    let cargo = |args: &[&str]| {
        let mut command = command(root, "cargo", args);
        match long {
            true => command.env("FAIRLEAD_CASES", "50000"),
            false => command.env("PROPTEST_RNG_SEED", SHARE),
        };
        command
    };
    let mut build = cargo(&["build", "--locked"]);
    build.args(TOGETHER);
    must(build)?;
    let mut test = cargo(&["test", "--locked", "--no-fail-fast"]);
    test.args(TOGETHER);
    tally.run("crates", test)?;
    let play = |args: &[&str]| command(root, run::binary(root, "scenarios"), args);
    let claimed = |folder: &str| play(&["--claimed", "tests/scenarios/claimed.txt", folder]);
    tally.run("stories", claimed("tests/scenarios/cases"))?;
    tally.run("stories of our own", play(&["tests/scenarios/own"]))?;
    if let Some(folder) = stories {
        tally.run("stories from outside", claimed(&folder.to_string_lossy()))?;
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
