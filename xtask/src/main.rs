//! The project's own tasks: `cargo xtask <task>`.

mod divisions;

use std::path::Path;

use clap::{Parser, Subcommand};

#[derive(Parser)]
struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Makes the checked-in table of China's divisions anew (needs npm and a registry).
    Divisions,
}

fn main() -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask lies in the workspace");
    match Args::parse().task {
        Task::Divisions => divisions::run(root),
    }
}
