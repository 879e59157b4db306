//! What things cost.

use std::path::Path;

use anyhow::Result;

use crate::shell::{command, must};

/// Builds and runs the benches as they are released.
pub fn run(root: &Path, customers: usize) -> Result<()> {
    let built = ["build", "--locked", "--release", "-p", "bench", "-p", "exchange-tests"];
    must(command(root, "cargo", built))?;
    let customers = customers.to_string();
    must(command(root, "target/release/bench", ["--customers", customers.as_str()]))
}
