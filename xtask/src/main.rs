//! The project's own tasks: `cargo xtask <task>`.

mod bench;
mod check;
mod divisions;
mod models;
mod read_card;
mod run;
mod shell;
mod system;
mod tally;
mod test;

use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand};

#[derive(Parser)]
struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Opens the demo: its server and the real window. Installs and builds what is missing.
    Run {
        /// Opens windows for these people at once: wangfang, liqiang, chenjing, sunwei, linguodong, jiangwen,
        /// gaofeng, zhenghua, luojianguo.
        /// Without it, a chooser.
        #[arg(long = "as", value_delimiter = ',')]
        people: Vec<String>,
        /// Answers yes to the installation of missing system packages.
        #[arg(long)]
        yes: bool,
        /// Forgets the last demo and begins anew.
        #[arg(long)]
        fresh: bool,
        /// Forgets the last demo, and has eight people play three days of the fair before the windows open.
        #[arg(long)]
        played: bool,
    },
    /// Runs every test: what the project's gate runs.
    Test {
        /// The long form of the slow suites.
        #[arg(long)]
        long: bool,
        /// Answers yes to the installation of missing system packages.
        #[arg(long)]
        yes: bool,
        /// Plays the claimed stories of another folder too.
        #[arg(long)]
        stories: Option<PathBuf>,
    },
    /// What things cost, as ratios in one run. Builds what is released.
    Bench {
        /// Customers of the day that is brought.
        #[arg(long, default_value_t = 2_000)]
        customers: usize,
        /// Leads of the laptop that is asked for lists.
        #[arg(long, default_value_t = 100_000)]
        leads: usize,
    },
    /// Reads cards on photos as the product does, and writes what it read.
    ReadCard {
        /// Where to write it, as JSON.
        #[arg(long)]
        json: PathBuf,
        /// Photos, JPEG or PNG.
        #[arg(required = true)]
        photos: Vec<PathBuf>,
        /// Answers yes to the installation of missing system packages.
        #[arg(long)]
        yes: bool,
    },
    /// Formatting, lints, generated files: fast, before anyone is asked to look.
    Check,
    /// Makes `ui/src/host/generated.ts` from the tables of calls.
    Types,
    /// Makes the checked-in table of China's divisions anew (needs npm and a registry).
    Divisions,
}

fn main() -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace");
    match Args::parse().task {
        Task::Run { people, yes, fresh, played } => {
            run::run(root, &run::Wish { people: &people, yes, fresh, played })
        }
        Task::Test { long, yes, stories } => test::run(root, long, yes, stories.as_deref()),
        Task::Bench { customers, leads } => bench::run(root, customers, leads),
        Task::ReadCard { json, photos, yes } => read_card::run(root, &json, &photos, yes),
        Task::Check => check::run(root, &[]),
        Task::Types => check::types(root),
        Task::Divisions => divisions::run(root),
    }
}
