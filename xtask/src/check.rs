//! What is fast and says no early.

use std::path::Path;

use anyhow::Result;

use crate::shell::{command, must};

/// Formatting and lints.
pub fn run(root: &Path) -> Result<()> {
    must(command(root, "cargo", ["fmt", "--all", "--", "--check"]))?;
    must(command(root, "cargo", ["clippy", "--locked", "--all-targets", "--", "-D", "warnings"]))
}

/// Makes the generated TypeScript anew.
pub fn types(root: &Path) -> Result<()> {
    let mut write =
        command(root, "cargo", ["test", "--locked", "-p", "architecture", "--test", "types"]);
    write.env("FAIRLEAD_WRITE_TYPES", "1");
    must(write)
}
