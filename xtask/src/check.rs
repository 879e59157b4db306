//! What is fast and says no early.

use std::path::Path;

use anyhow::Result;

use crate::shell::{command, must};

/// Formatting, and the lints of some packages, or of all that need no window.
pub fn run(root: &Path, packages: &[&str]) -> Result<()> {
    must(command(root, "cargo", ["fmt", "--all", "--", "--check"]))?;
    let mut clippy = command(root, "cargo", ["clippy", "--locked", "--all-targets"]);
    clippy.args(packages).args(["--", "-D", "warnings"]);
    must(clippy)
}

/// Makes the generated TypeScript anew.
pub fn types(root: &Path) -> Result<()> {
    let mut write =
        command(root, "cargo", ["test", "--locked", "-p", "architecture", "--test", "types"]);
    write.env("FAIRLEAD_WRITE_TYPES", "1");
    must(write)
}
