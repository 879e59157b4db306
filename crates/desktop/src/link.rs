//! The link to the server: one request, one reply.
//!
//! Certificates are not judged by names and authorities but by the fingerprint that the enrolment code
//! carried: nobody on the fair's Wi-Fi can stand in between, and a wrong laptop clock cannot make a good
//! certificate look expired.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use ledger::{EnrolmentId, Hash, Signer};
use protocol::auth;
use protocol::limits::BODY_BYTES_MAX;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{DigitallySignedStruct, SignatureScheme};
use sha2::{Digest, Sha256};
use thiserror::Error;

/// How long an answer may take before the link counts as down.
const REPLY_TIMEOUT: Duration = Duration::from_secs(60);
/// How long a connection may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(8);
/// The largest body that is sent on the chance that its nonce is still good, in bytes. The server does
/// not read a body whose nonce is not, and hangs up on whoever is still sending it.
const CHANCE_BYTES_MAX: usize = 16 * 1024;
/// How old a nonce may be to be trusted with a larger body; the server takes them for minutes.
const NONCE_FRESH: Duration = Duration::from_secs(10);

/// Why there was no answer. Nothing is lost by any of them: what is unsent stays unsent.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum LinkError {
    /// No network, no server.
    #[error("the server cannot be reached")]
    Unreachable,
    /// Something answers that is not our server: a captive portal, a proxy, a wrong certificate.
    #[error("what answered is not our server")]
    NotOurs,
    /// The server does not know this enrolment, or has revoked it.
    #[error("the server refuses this enrolment")]
    Refused,
    /// The server asks to come back later.
    #[error("the server is busy")]
    Busy,
    /// The server does not know what this laptop has seen of it, and asks for the proof.
    #[error("the server knows less than it once did")]
    Behind,
    /// The server answered with an error.
    #[error("the server answered {0}")]
    Failed(u16),
}

/// A way to the server. The stories put faults in between.
pub trait Link: Send + Sync {
    /// Sends one request and waits for its reply.
    fn exchange(
        &self,
        path: &str,
        body: Vec<u8>,
    ) -> impl Future<Output = Result<Vec<u8>, LinkError>> + Send;

    /// As [`Link::exchange`], but nobody signs: without a body only to ask.
    fn unsigned(
        &self,
        path: &str,
        body: Option<Vec<u8>>,
    ) -> impl Future<Output = Result<Vec<u8>, LinkError>> + Send;
}

/// The address and pinned certificate of a server.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Origin {
    /// `https://…`, or `http://` on loopback.
    pub address: String,
    /// SHA-256 of its certificate.
    pub certificate: Option<Hash>,
}

/// HTTPS with signed requests.
pub struct HttpLink {
    client: reqwest::Client,
    origin: Origin,
    enrolment: EnrolmentId,
    signer: Arc<Signer>,
    nonce: Mutex<Option<Nonce>>,
}

/// The nonce of the last reply, and when that came.
struct Nonce {
    text: String,
    since: Instant,
}

impl HttpLink {
    /// A link for an enrolment.
    ///
    /// # Errors
    /// [`LinkError::NotOurs`] for plain HTTP to anything but this machine.
    pub fn new(
        origin: Origin,
        enrolment: EnrolmentId,
        signer: Arc<Signer>,
    ) -> Result<Self, LinkError> {
        let client = client(&origin)?;
        Ok(Self { client, origin, enrolment, signer, nonce: Mutex::new(None) })
    }

    async fn attempt(&self, path: &str, body: &[u8]) -> Result<(u16, Vec<u8>), LinkError> {
        let nonce = self.nonce.lock().ok().and_then(|mut nonce| nonce.take());
        let nonce = nonce.map(|nonce| nonce.text).unwrap_or_default();
        let signature = auth::sign(&self.signer, self.enrolment, "POST", path, &nonce, body);
        let request = self
            .client
            .post(format!("{}{path}", self.origin.address))
            .header("content-type", "application/cbor")
            .header(auth::ENROLMENT_HEADER, self.enrolment.to_string())
            .header(auth::NONCE_HEADER, nonce)
            .header(auth::SIGNATURE_HEADER, signature)
            .body(body.to_vec());
        let response = self.send(request).await?;
        let status = response.status().as_u16();
        Ok((status, read(response).await?))
    }

    /// Sends, and keeps the nonce that every reply of our server brings.
    async fn send(&self, request: reqwest::RequestBuilder) -> Result<reqwest::Response, LinkError> {
        let response = request.send().await.map_err(unreachable_or_foreign)?;
        let text = nonce_of(&response).ok_or(LinkError::NotOurs)?;
        if let Ok(mut nonce) = self.nonce.lock() {
            *nonce = Some(Nonce { text, since: Instant::now() });
        }
        Ok(response)
    }

    /// Asks for a nonce, unless the last one has just come.
    async fn freshen(&self) -> Result<(), LinkError> {
        let fresh = |nonce: &Nonce| nonce.since.elapsed() < NONCE_FRESH;
        if self.nonce.lock().is_ok_and(|nonce| nonce.as_ref().is_some_and(fresh)) {
            return Ok(());
        }
        let request = self
            .client
            .get(format!("{}{}", self.origin.address, auth::NONCE_PATH))
            .header(auth::ENROLMENT_HEADER, self.enrolment.to_string());
        self.send(request).await.map(drop)
    }
}

/// Our server puts a nonce in every reply, errors included. A captive portal does not.
fn nonce_of(response: &reqwest::Response) -> Option<String> {
    let nonce = response.headers().get(auth::NONCE_HEADER)?;
    nonce.to_str().ok().map(str::to_owned)
}

impl Link for HttpLink {
    async fn exchange(&self, path: &str, body: Vec<u8>) -> Result<Vec<u8>, LinkError> {
        if body.len() > CHANCE_BYTES_MAX {
            self.freshen().await?;
        }
        let mut tried = self.attempt(path, &body).await?;
        if tried.0 == 401 {
            // The nonce had aged, or the last reply was lost on the way. The refusal brought a new one.
            tried = self.attempt(path, &body).await?;
        }
        answered(tried.0).map(|()| tried.1)
    }

    async fn unsigned(&self, path: &str, body: Option<Vec<u8>>) -> Result<Vec<u8>, LinkError> {
        let address = format!("{}{path}", self.origin.address);
        let request = match body {
            None => self.client.get(address),
            Some(body) => {
                self.client.post(address).header("content-type", "application/cbor").body(body)
            }
        };
        let response = self.send(request).await?;
        answered(response.status().as_u16())?;
        read(response).await
    }
}

/// What a status of our server means.
fn answered(status: u16) -> Result<(), LinkError> {
    match status {
        200 => Ok(()),
        401 | 403 => Err(LinkError::Refused),
        409 => Err(LinkError::Behind),
        429 | 503 => Err(LinkError::Busy),
        status => Err(LinkError::Failed(status)),
    }
}

/// An unsigned request, for enrolment: the code is the proof.
///
/// # Errors
/// [`LinkError`]; the status of a refusal is [`LinkError::Refused`].
pub async fn post_unsigned(
    origin: &Origin,
    path: &str,
    body: Vec<u8>,
) -> Result<Vec<u8>, LinkError> {
    let request = client(origin)?
        .post(format!("{}{path}", origin.address))
        .header("content-type", "application/cbor")
        .body(body);
    let response = request.send().await.map_err(unreachable_or_foreign)?;
    if nonce_of(&response).is_none() {
        return Err(LinkError::NotOurs);
    }
    answered(response.status().as_u16())?;
    read(response).await
}

async fn read(mut response: reqwest::Response) -> Result<Vec<u8>, LinkError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|_| LinkError::Unreachable)? {
        if body.len() + chunk.len() > 2 * BODY_BYTES_MAX {
            return Err(LinkError::NotOurs);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn unreachable_or_foreign(error: reqwest::Error) -> LinkError {
    if is_of_tls(&error) { LinkError::NotOurs } else { LinkError::Unreachable }
}

/// Whether TLS itself said no: another certificate, or no TLS at all.
fn is_of_tls(error: &(dyn std::error::Error + 'static)) -> bool {
    // An IO error passes over the error that it wraps when it is asked for its source.
    let wrapped = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
    error.is::<rustls::Error>()
        || wrapped.is_some_and(|inner| is_of_tls(inner))
        || error.source().is_some_and(is_of_tls)
}

fn client(origin: &Origin) -> Result<reqwest::Client, LinkError> {
    let builder = reqwest::Client::builder()
        .timeout(REPLY_TIMEOUT)
        .connect_timeout(CONNECT_TIMEOUT)
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy();
    let builder = match origin.certificate {
        Some(pin) => builder.use_preconfigured_tls(pinned(pin)?),
        None if is_loopback(&origin.address) => builder,
        None => return Err(LinkError::NotOurs),
    };
    builder.build().map_err(|_| LinkError::Unreachable)
}

/// Whether an origin is plain HTTP to this very machine.
fn is_loopback(address: &str) -> bool {
    let host = address.strip_prefix("http://").unwrap_or_default();
    let host = host.split(['/', '?']).next().unwrap_or_default();
    ["127.0.0.1", "[::1]", "localhost"].iter().any(|local| {
        host.strip_prefix(local).is_some_and(|port| port.is_empty() || port.starts_with(':'))
    })
}

fn pinned(pin: Hash) -> Result<rustls::ClientConfig, LinkError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = Pinned { pin, provider: provider.clone() };
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| LinkError::NotOurs)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    Ok(config)
}

/// Accepts exactly one certificate.
#[derive(Debug)]
struct Pinned {
    pin: Hash,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Pinned {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let found: [u8; 32] = Sha256::digest(end_entity).into();
        if found == *self.pin.as_bytes() {
            Ok(ServerCertVerified::assertion())
        } else {
            Err(rustls::Error::General("the certificate is not the one that was pinned".to_owned()))
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_this_machine_only() {
        assert!(is_loopback("http://127.0.0.1:7400"));
        assert!(is_loopback("http://[::1]:7400"));
        assert!(is_loopback("http://localhost"));
        for other in ["http://127.0.0.1.evil.example", "http://10.0.0.1", "https://127.0.0.1", ""] {
            assert!(!is_loopback(other), "{other}");
        }
    }
}
