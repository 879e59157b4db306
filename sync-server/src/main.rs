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
use sync_server::command::{self, Init};
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
    /// Answer a laptop whose passphrase was forgotten. Needs no network and no data of the server: do it
    /// where the recovery key is kept.
    Recover {
        /// File with the recovery key that `init` has made.
        #[arg(long)]
        key: PathBuf,
        /// The number that the person at the laptop reads out, five groups of four digits.
        #[arg(long)]
        check: String,
        /// File with the text that the laptop shows; `-` for standard input.
        request: PathBuf,
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
        Command::Run { data, listen, address, tls } => {
            let listener =
                TcpListener::bind(listen).with_context(|| format!("listening on {listen}"))?;
            let announced = command::announced(&Folder::new(&data))?;
            let address = address.or(announced);
            run(Config { data, listener, tls: tls.into_tls(), address, clock, random })
        }
        Command::Demo { data, port } => demo(data, port, random),
        Command::Code { data, person } => {
            let code = command::code(&Folder::new(data), &PersonId::new(person), clock, random)?;
            println!("{code}");
            Ok(())
        }
        Command::Recover { key, check, request } => {
            let request = if request.as_os_str() == "-" {
                std::io::read_to_string(std::io::stdin()).context("reading standard input")?
            } else {
                std::fs::read_to_string(&request)
                    .with_context(|| format!("reading {}", request.display()))?
            };
            println!("{}", command::recover(&key, &request, &check)?);
            Ok(())
        }
    }
}

#[tokio::main]
async fn run(config: Config) -> Result<()> {
    let running = Server::start(config).await?;
    println!("Listening on {}; laptops find it at {}", running.local(), running.address());
    stop_asked().await?;
    running.stop().await;
    Ok(())
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
