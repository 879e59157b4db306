//! What things cost.

use std::path::Path;

use anyhow::Result;

use crate::shell::{command, must};

/// Builds and runs the benches as they are released.
pub fn run(root: &Path, customers: usize, leads: usize) -> Result<()> {
    let built = ["build", "--locked", "--release", "-p", "bench", "-p", "exchange-tests"];
    must(command(root, "cargo", built))?;
    let (customers, leads) = (customers.to_string(), leads.to_string());
    let asked = ["--customers", customers.as_str(), "--leads", leads.as_str()];
    must(command(root, "target/release/bench", asked))
}
