//! `fairlead-server`: makes a company, runs its server, lets people in. The only place of the server
//! that reads the machine's clock and draws its random numbers.

#![forbid(unsafe_code)]

mod cli;

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use clap::Parser;
use cli::{Cli, Command};
use domain::PersonId;
use domain::time::Instant;
use rand::RngCore;
use sync_server::command::{self, Init, Subject};
use sync_server::demo;
use sync_server::{Clock, Config, Folder, Random, Server};

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
            println!(
                "Start the server. Laptops bring back what they hold. Nothing is numbered or registered"
            );
            println!(
                "until every laptop was heard and nothing is known to be missing, or until you say"
            );
            println!("`confirm`; `recovery` shows how far it is.");
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
        Command::Demo { data, port } => show_demo(data, port, random),
        Command::Code { data, person } => {
            let code = command::code(&Folder::new(data), &PersonId::new(person), clock, random)?;
            println!("{code}");
            Ok(())
        }
        Command::Passphrase { key, check, request } => {
            let request = if request.as_os_str() == "-" {
                std::io::read_to_string(std::io::stdin()).context("reading standard input")?
            } else {
                std::fs::read_to_string(&request)
                    .with_context(|| format!("reading {}", request.display()))?
            };
            println!("{}", command::passphrase(&key, &request, &check)?);
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
async fn show_demo(data: PathBuf, port: u16, random: Arc<dyn Random>) -> Result<()> {
    let (running, clock) =
        demo::start(data.clone(), || demo_listener(&data, port), Box::new(now), random).await?;
    println!("{}", running.address());
    let ticking = clock;
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
