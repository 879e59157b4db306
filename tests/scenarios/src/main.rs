//! Plays stories of a trade fair on real parts: one process and one encrypted database for each laptop,
//! the real server on a loopback socket, real HTTP, real hand-in bundles. Only the clock is scripted.
//!
//! ```text
//! cargo run -p scenarios -- tests/scenarios/cases          a folder, or files
//! cargo run -p scenarios -- --claimed tests/scenarios/claimed.txt --json report.json FOLDER
//! ```
//!
//! A verb, key or cast entry that it does not know is a failure that names it, never a skip.

mod device;
mod expect;
mod fields;
mod laptop;
mod penalties;
mod play;
mod stage;
mod steps;
mod story;
mod tamper;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Plays stories of a trade fair on the real product.")]
struct Arguments {
    /// Where casts are; by default `casts` beside the story's folder.
    #[arg(long)]
    casts: Option<PathBuf>,
    /// Writes a machine-readable report.
    #[arg(long)]
    json: Option<PathBuf>,
    /// Plays only the stories that this file lists, by the first word of their names.
    #[arg(long)]
    claimed: Option<PathBuf>,
    /// Stories, or folders of them.
    stories: Vec<PathBuf>,
    #[command(subcommand)]
    role: Option<Role>,
}

#[derive(Subcommand)]
enum Role {
    /// Is a laptop: answers one line of JSON with one line of JSON.
    #[command(hide = true)]
    Device {
        /// The laptop's data folder.
        folder: PathBuf,
    },
}

fn main() -> ExitCode {
    desktop::apart::serve_if_asked();
    let arguments = Arguments::parse();
    if let Some(Role::Device { folder }) = arguments.role {
        return device::run(&folder);
    }
    match play::all(&arguments.stories, arguments.casts, arguments.claimed, arguments.json) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
