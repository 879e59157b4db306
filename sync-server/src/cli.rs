//! What can be typed.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use sync_server::{CertificateFiles, Tls};

#[derive(Parser)]
#[command(name = "fairlead-server", version, about = "The sync server of Fairlead")]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What an administrator asks for.
#[derive(Subcommand)]
pub enum Command {
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
    /// Answer a laptop whose passphrase was forgotten. Needs no network and no data of the server: do it
    /// where the recovery key is kept.
    Passphrase {
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
/// How to be spoken to.
pub struct TlsArgs {
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
    /// As the server takes it.
    pub fn into_tls(self) -> Tls {
        match (self.plain_http, self.cert, self.key) {
            (true, ..) => Tls::Off,
            (false, Some(certificate), Some(key)) => {
                Tls::Files(CertificateFiles { certificate, key })
            }
            (false, ..) => Tls::SelfSigned,
        }
    }
}
