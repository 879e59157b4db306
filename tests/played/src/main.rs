//! Plays a whole fair of the demo, for whoever wants to see its screens and reports full.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Parser;
use desktop::apart;
use played::{Stage, fair};

#[derive(Parser)]
#[command(about = "Plays a fair of the demo's company from its preparation to its reports.")]
struct Arguments {
    /// Where the demo's server listens.
    #[arg(long)]
    demo: String,
    /// The folder of all the demo's workspaces.
    #[arg(long)]
    data: PathBuf,
}

fn main() -> Result<()> {
    // Changes, photos and tables are opened by this program started again.
    apart::serve_if_asked();
    let arguments = Arguments::parse();
    let program = std::env::current_exe().context("finding this program")?;
    let stage = Stage::set(&fair::PEOPLE, &arguments.demo, &arguments.data, &program)?;
    fair::play(&stage, |what| println!("{what}"))
}
