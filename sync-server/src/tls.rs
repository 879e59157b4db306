//! The certificate by which laptops know the server. They pin it: no authority takes part, and a wrong
//! laptop clock cannot make it look expired.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result};
use ledger::Hash;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use sha2::{Digest, Sha256};
use tokio_rustls::TlsAcceptor;

use crate::folder::{Folder, write_private};

/// How the server is spoken to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Tls {
    /// In the clear. Only a listener on loopback is let to.
    Off,
    /// With a certificate of its own, made at first start and kept in the folder.
    SelfSigned,
    /// With a certificate from elsewhere.
    Files(CertificateFiles),
}

/// A certificate chain and its key, as PEM files.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CertificateFiles {
    /// The chain, the server's own certificate first.
    pub certificate: PathBuf,
    /// The key.
    pub key: PathBuf,
}

/// A certificate, ready for use.
pub(crate) struct Certificate {
    pub(crate) acceptor: TlsAcceptor,
    /// SHA-256 of the server's own certificate in its DER form.
    pub(crate) fingerprint: Hash,
}

/// The certificate that the server shows; makes one when there is none yet.
pub(crate) fn certificate(tls: &Tls, folder: &Folder) -> Result<Option<Certificate>> {
    match tls {
        Tls::Off => Ok(None),
        Tls::SelfSigned => read(&self_signed(folder)?).map(Some),
        Tls::Files(files) => read(files).map(Some),
    }
}

fn self_signed(folder: &Folder) -> Result<CertificateFiles> {
    let certificate = folder.file("certificate.pem");
    let files = CertificateFiles { certificate, key: folder.file("certificate.key") };
    if !files.certificate.exists() {
        // Names do not matter where the certificate itself is pinned. A certificate needs one.
        let made = rcgen::generate_simple_self_signed(["fairlead.invalid".to_owned()])
            .context("making a certificate")?;
        // The key first: a certificate without its key would be kept and never work.
        if files.key.exists() {
            fs::remove_file(&files.key).context("clearing an unfinished certificate")?;
        }
        let write = || -> io::Result<()> {
            write_private(&files.key, made.signing_key.serialize_pem().as_bytes())?;
            write_private(&files.certificate, made.cert.pem().as_bytes())
        };
        write().context("writing the certificate")?;
    }
    Ok(files)
}

fn read(files: &CertificateFiles) -> Result<Certificate> {
    let chain = CertificateDer::pem_file_iter(&files.certificate)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .with_context(|| format!("reading {}", files.certificate.display()))?;
    let own = chain.first().context("the certificate file holds no certificate")?;
    let fingerprint = Hash::new(Sha256::digest(own).into());
    let key = PrivateKeyDer::from_pem_file(&files.key)
        .with_context(|| format!("reading {}", files.key.display()))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .context("setting up TLS")?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .context("the certificate and its key do not fit")?;
    Ok(Certificate { acceptor: TlsAcceptor::from(Arc::new(config)), fingerprint })
}
