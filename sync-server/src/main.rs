//! `fairlead-server`: makes a company, runs its server, lets people in. The only place of the server
//! that reads the machine's clock and draws its random numbers.

#![forbid(unsafe_code)]

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use clap::{Args, Parser, Subcommand};
use domain::PersonId;
use domain::time::Instant;
use rand::RngCore;
use sync_server::command::{self, Init, Subject};
use sync_server::demo::{COMPANY, DemoClock};
use sync_server::{
    CertificateFiles, Clock, CompanyFile, Config, Folder, Ledger, Random, Server, Tls,
};

#[derive(Parser)]
#[command(name = "fairlead-server", version, about = "The sync server of Fairlead")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make a company from a company file, and print headquarters' first enrolment code.
    Init {
        /// The company file, JSON.
        company: PathBuf,
        /// Folder for everything the server keeps.
        #[arg(long)]
        data: PathBuf,
        /// Where laptops will find the server, as <https://sync.example:7443>; else on this machine.
        #[arg(long)]
        address: Option<String>,
        #[command(flatten)]
        tls: TlsArgs,
    },
    /// Run the server of a company.
    Run {
        /// Folder that `init` has made.
        #[arg(long)]
        data: PathBuf,
        /// Address and port to listen on.
        #[arg(long, default_value = "0.0.0.0:7443")]
        listen: SocketAddr,
        /// Where laptops find the server, if not where `init` said.
        #[arg(long)]
        address: Option<String>,
        #[command(flatten)]
        tls: TlsArgs,
        /// Folder for verified backups; without it, nobody makes any.
        #[arg(long)]
        backup: Option<PathBuf>,
        /// How many minutes from one backup to the next.
        #[arg(long, default_value_t = 15, requires = "backup")]
        every: u64,
        /// How many backups to keep.
        #[arg(long, default_value_t = 96, requires = "backup")]
        keep: usize,
    },
    /// Make a backup and verify it. The server may be running.
    Backup {
        /// Folder that `init` has made.
        #[arg(long)]
        data: PathBuf,
        /// Folder for the backup.
        into: PathBuf,
    },
    /// Put a backup in place of the store, which is set aside. The server must be stopped.
    Restore {
        /// The backup.
        backup: PathBuf,
        /// Folder of the server, with the server.key of then.
        #[arg(long)]
        data: PathBuf,
    },
    /// Say how far the recovery after a restore has come. The server may be running.
    Recovery {
        /// Folder that `init` has made.
        #[arg(long)]
        data: PathBuf,
    },
    /// End a recovery: what has not come back is given up. The server may be running.
    Confirm {
        /// Folder that `init` has made.
        #[arg(long)]
        data: PathBuf,
    },
    /// Audit the store, or a backup: every record, every signature, their order.
    Verify {
        /// Folder that `init` has made; with --backup, whose server.key opens it.
        #[arg(long)]
        data: PathBuf,
        /// A backup to audit instead of the store.
        #[arg(long)]
        backup: Option<PathBuf>,
        /// Checkpoints that were kept elsewhere.
        #[arg(long)]
        checkpoint: Vec<PathBuf>,
    },
    /// Check a certificate of a ruling, without any server: signatures and rules.
    VerifyCertificate {
        /// The file that a laptop wrote.
        file: PathBuf,
    },
    /// Run the demo: a company, a fair and a clock of its own, for windows on this machine.
    Demo {
        /// Folder for everything the demo's server keeps; made at first start.
        #[arg(long)]
        data: PathBuf,
        /// Port on loopback; 0 picks one. The chosen address is printed.
        #[arg(long, default_value_t = 0)]
        port: u16,
    },
    /// Print an enrolment code for a person. The server may be running.
    Code {
        /// Folder that `init` has made.
        #[arg(long)]
        data: PathBuf,
        /// The person's id in the company file.
        person: String,
    },
}

#[derive(Args)]
struct TlsArgs {
    /// Speak plain HTTP; only on loopback.
    #[arg(long, conflicts_with_all = ["cert", "key"])]
    plain_http: bool,
    /// Certificate chain to show instead of a self-made one, PEM.
    #[arg(long, requires = "key")]
    cert: Option<PathBuf>,
    /// Its key, PEM.
    #[arg(long, requires = "cert")]
    key: Option<PathBuf>,
}

impl TlsArgs {
    fn into_tls(self) -> Tls {
        match (self.plain_http, self.cert, self.key) {
            (true, ..) => Tls::Off,
            (false, Some(certificate), Some(key)) => {
                Tls::Files(CertificateFiles { certificate, key })
            }
            (false, ..) => Tls::SelfSigned,
        }
    }
}

fn main() -> Result<()> {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let (clock, random): (Arc<dyn Clock>, Arc<dyn Random>) = (Arc::new(now), Arc::new(chance));
    match Cli::parse().command {
        Command::Init { company, data, address, tls } => {
            let (folder, tls) = (Folder::new(data), tls.into_tls());
            let address = address.as_deref();
            let init = Init { company: &company, folder: &folder, address, tls: &tls };
            let made = command::init(&init, clock, random)?;
            println!("The company is founded.\n");
            println!("Recovery key: {}", made.recovery_file.display());
            println!("  Move it offline now and delete the file; it is kept nowhere else.\n");
            println!("Enrolment code for {} (ten minutes, one laptop):", made.headquarters);
            println!("{}", made.code);
            Ok(())
        }
        Command::Run { data, listen, address, tls, backup, every, keep } => {
            let listener =
                TcpListener::bind(listen).with_context(|| format!("listening on {listen}"))?;
            let announced = command::announced(&Folder::new(&data))?;
            let address = address.or(announced);
            let plan = backup.map(|into| Plan { into, every_s: every * 60, keep });
            run(Config { data, listener, tls: tls.into_tls(), address, clock, random }, plan)
        }
        Command::Backup { data, into } => {
            let made = command::backup(&Folder::new(data), &into, &*clock, &*random)?;
            println!("{} records, verified: {}", made.records, made.file.display());
            println!("It opens with server.key only; keep that, and not beside it.");
            Ok(())
        }
        Command::Restore { backup, data } => {
            let restored = command::restore(&backup, &Folder::new(data), &*clock, &*random)?;
            println!("Restored through arrival {}.", restored.through);
            if let Some(before) = restored.before {
                println!("What was there is kept: {}", before.display());
            }
            println!("Start the server. Laptops bring back what they hold; nothing is numbered or");
            println!("registered until `recovery` looks right to you and you say `confirm`.");
            Ok(())
        }
        Command::Recovery { data } => print_recovery(&data, false, clock, random),
        Command::Confirm { data } => print_recovery(&data, true, clock, random),
        Command::Verify { data, backup, checkpoint } => {
            verify(&Folder::new(data), backup.as_deref(), &checkpoint)
        }
        Command::VerifyCertificate { file } => {
            let verified = command::verify_certificate(&file)?;
            print!("{}", command::describe_certificate(&verified));
            Ok(())
        }
        Command::Demo { data, port } => demo(data, port, random),
        Command::Code { data, person } => {
            let code = command::code(&Folder::new(data), &PersonId::new(person), clock, random)?;
            println!("{code}");
            Ok(())
        }
    }
}

fn print_recovery(
    data: &Path,
    confirm: bool,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
) -> Result<()> {
    match command::recovery(&Folder::new(data), confirm, clock, random)? {
        Some(report) => print!("{}", command::describe(&report)),
        None => println!("The store was never set back."),
    }
    Ok(())
}

/// Prints what is wrong; an unclean store is a failure for whoever calls this from a script.
fn verify(folder: &Folder, backup: Option<&Path>, checkpoints: &[PathBuf]) -> Result<()> {
    let key = folder.file("server.key");
    let subject = match backup {
        Some(file) => Subject::Backup { file, key: &key },
        None => Subject::Folder(folder),
    };
    let checkpoints: Vec<&Path> = checkpoints.iter().map(PathBuf::as_path).collect();
    let audit = command::verify(&subject, &checkpoints)?;
    for finding in &audit.findings {
        println!("{finding}");
    }
    anyhow::ensure!(audit.is_clean(), "{} things are wrong", audit.findings.len());
    println!("{} records in {} arrivals: all as signed.", audit.records, audit.arrivals);
    Ok(())
}

/// Backups while the server runs.
struct Plan {
    into: PathBuf,
    every_s: u64,
    keep: usize,
}

#[tokio::main]
async fn run(config: Config, plan: Option<Plan>) -> Result<()> {
    let (folder, clock, random) =
        (Folder::new(&config.data), Arc::clone(&config.clock), Arc::clone(&config.random));
    let running = Server::start(config).await?;
    if let Some(plan) = plan {
        tokio::spawn(keep_backed_up(plan, folder, clock, random));
    }
    println!("Listening on {}; laptops find it at {}", running.local(), running.address());
    stop_asked().await?;
    running.stop().await;
    Ok(())
}

/// Makes a backup every so often, if anything has come since the last one.
async fn keep_backed_up(
    plan: Plan,
    folder: Folder,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
) {
    let plan = Arc::new(plan);
    let mut ticks = tokio::time::interval(std::time::Duration::from_secs(plan.every_s.max(60)));
    loop {
        ticks.tick().await;
        let (plan, folder) = (Arc::clone(&plan), folder.clone());
        let (clock, random) = (Arc::clone(&clock), Arc::clone(&random));
        let made = tokio::task::spawn_blocking(move || {
            let made = command::backup_if_due(&folder, &plan.into, &*clock, &*random)?;
            command::thin_out(&plan.into, plan.keep)?;
            anyhow::Ok(made)
        });
        match made.await {
            Ok(Ok(Some(backup))) => {
                tracing::info!(through = backup.through, "a verified backup was made");
            }
            Ok(Ok(None)) => {}
            Ok(Err(error)) => tracing::error!("no backup: {error:#}"),
            Err(error) => tracing::error!(%error, "no backup"),
        }
    }
}

/// Listens where the demo's windows were told to find their server when they enrolled: on the port of the
/// last time, if it is free and no other is asked for.
fn demo_listener(data: &Path, port: u16) -> Result<TcpListener> {
    let file = data.join("port");
    let last = std::fs::read_to_string(&file).ok().and_then(|text| text.trim().parse().ok());
    let wanted = if port == 0 { last.unwrap_or(0) } else { port };
    let bind = |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let listener = bind(wanted).or_else(|error| if port == 0 { bind(0) } else { Err(error) });
    let listener = listener.context("listening on loopback")?;
    std::fs::write(&file, listener.local_addr()?.port().to_string()).context("noting the port")?;
    Ok(listener)
}

/// Makes the demo's company at first start, and runs it on the demo's clock.
#[tokio::main]
async fn demo(data: PathBuf, port: u16, random: Arc<dyn Random>) -> Result<()> {
    let folder = Folder::new(&data);
    let file = CompanyFile::parse(COMPANY).context("reading the demo's company")?;
    let storage = folder.create(&*random)?;
    let clock = Arc::new(DemoClock::wind_up(&data, file.zone(), Box::new(now))?);
    if Ledger::open(Box::new(storage), clock.clone(), Arc::clone(&random)).is_err() {
        // The demo's recovery key is thrown away: there is nothing to recover.
        sync_server::found(&folder.open()?, &file, &*clock, &*random)?;
    }
    let listener = demo_listener(&data, port)?;
    let config =
        Config { data, listener, tls: Tls::Off, address: None, clock: clock.clone(), random };
    let running = Server::start_demo(config, Arc::clone(&clock)).await?;
    println!("{}", running.address());
    let ticking = Arc::clone(&clock);
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(std::time::Duration::from_secs(5)).await;
            if let Err(error) = ticking.remember() {
                tracing::warn!(%error, "the demo will begin anew after a restart");
            }
        }
    });
    stop_asked().await?;
    running.stop().await;
    Ok(())
}

/// Ctrl-C, or what a service manager sends.
async fn stop_asked() -> Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate()).context("waiting for SIGTERM")?;
        tokio::select! {
            asked = tokio::signal::ctrl_c() => asked.context("waiting for Ctrl-C"),
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await.context("waiting for Ctrl-C")
}

fn now() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Instant(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

fn chance(bytes: &mut [u8]) {
    rand::rng().fill_bytes(bytes);
}
