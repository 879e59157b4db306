//! A running server, in any process.

use std::fs::File;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result, bail};

use crate::demo::DemoClock;
use crate::folder::Folder;
use crate::http::{App, Listening, listen, routes};
use crate::ledger::{Door, Ledger, Trouble};
use crate::tls::{Certificate, Tls, certificate};
use crate::world::{Clock, Random};

/// Everything that a server needs from outside.
pub struct Config {
    /// The folder of a founded company.
    pub data: PathBuf,
    /// Where to listen; port 0 was resolved when it was bound.
    pub listener: TcpListener,
    /// How to be spoken to.
    pub tls: Tls,
    /// Where laptops find the server, `https://sync.example:7443`; without it, where it listens.
    pub address: Option<String>,
    /// The company's clock.
    pub clock: Arc<dyn Clock>,
    /// Where keys, codes and salts come from.
    pub random: Arc<dyn Random>,
}

/// The server.
pub struct Server;

/// A server that runs until it is stopped or dropped.
pub struct Running {
    ledger: Arc<Ledger>,
    listening: Listening,
    local: SocketAddr,
    address: String,
    /// Keeps a second server off the folder.
    _lock: File,
}

impl Server {
    /// Opens the company and begins to listen. Must be called inside a tokio runtime.
    ///
    /// # Errors
    /// When the folder holds no company, another server runs on it, the certificate cannot be read, or
    /// plain HTTP is asked for on anything but loopback.
    pub async fn start(config: Config) -> Result<Running> {
        Self::start_with(config, None).await
    }

    /// Starts the demo, on loopback only. The clock of `config` is the demo's.
    ///
    /// # Errors
    /// As [`Server::start`].
    pub async fn start_demo(config: Config, demo: Arc<DemoClock>) -> Result<Running> {
        let local = config.listener.local_addr().context("asking where the listener is bound")?;
        if !local.ip().is_loopback() {
            bail!("the demo is for this machine only; {local} is open to others");
        }
        Self::start_with(config, Some(demo)).await
    }

    async fn start_with(config: Config, demo: Option<Arc<DemoClock>>) -> Result<Running> {
        let local = config.listener.local_addr().context("asking where the listener is bound")?;
        if config.tls == Tls::Off && !local.ip().is_loopback() {
            bail!("plain HTTP is only for loopback; {local} is open to others");
        }
        config.listener.set_nonblocking(true).context("preparing the listener")?;
        let listener = tokio::net::TcpListener::from_std(config.listener)
            .context("handing the listener to the runtime")?;
        let (clock, random) = (config.clock, config.random);
        let (data, tls, address) = (config.data, config.tls, config.address);
        let (opened, clock, random) = tokio::task::spawn_blocking(move || {
            let opened = Opened::open(&Folder::new(data), &tls, address, local, &clock, &random);
            (opened, clock, random)
        })
        .await
        .context("opening the company")?;
        let opened = opened?;
        let app = App::new(Arc::clone(&opened.ledger), clock, random);
        let acceptor = opened.certificate.map(|certificate| certificate.acceptor);
        let listening = listen(listener, acceptor, routes(Arc::new(app), demo));
        tracing::info!(address = %opened.address, %local, "the server listens");
        Ok(Running {
            ledger: opened.ledger,
            listening,
            local,
            address: opened.address,
            _lock: opened.lock,
        })
    }
}

impl Running {
    /// Where laptops find it: what an enrolment code says.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Where it is bound.
    pub fn local(&self) -> SocketAddr {
        self.local
    }

    /// The ledger behind it.
    pub fn ledger(&self) -> &Arc<Ledger> {
        &self.ledger
    }

    /// Stops accepting, lets requests that have begun finish, and frees the folder once nobody holds
    /// the ledger any more.
    pub async fn stop(self) {
        self.listening.stop().await;
    }
}

/// What is opened before anybody is listened to.
struct Opened {
    ledger: Arc<Ledger>,
    certificate: Option<Certificate>,
    address: String,
    lock: File,
}

impl Opened {
    fn open(
        folder: &Folder,
        tls: &Tls,
        address: Option<String>,
        local: SocketAddr,
        clock: &Arc<dyn Clock>,
        random: &Arc<dyn Random>,
    ) -> Result<Self> {
        let storage = folder.open()?;
        let lock = folder.lock()?;
        let certificate = certificate(tls, folder)?;
        let ledger = Ledger::open(Box::new(storage), Arc::clone(clock), Arc::clone(random));
        let ledger = ledger.map_err(|trouble| match trouble {
            Trouble::Storage(error) => folder.unopened(error),
            other => other.into(),
        })?;
        let scheme = if certificate.is_some() { "https" } else { "http" };
        let address = address.unwrap_or_else(|| format!("{scheme}://{local}"));
        let fingerprint = certificate.as_ref().map(|certificate| certificate.fingerprint);
        let door = Door::at(&address, fingerprint)?;
        ledger.open_door(&door)?;
        Ok(Self { ledger: Arc::new(ledger), certificate, address: door.address, lock })
    }
}
