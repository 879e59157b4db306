//! What no honest laptop sends.

use std::collections::BTreeMap;
use std::io::Write;
use std::str::FromStr;
use std::sync::Arc;

use ledger::{Seq, Signer};
use protocol::RawRecords;
use protocol::bundle::Bundle;
use protocol::sync::Contact;
use rcgen::{CertificateParams, KeyPair, PKCS_ED25519};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, Error, SignatureScheme};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::laptop::Laptop;

/// How a hand-in file begins; the sum of the rest follows.
const MAGIC: &[u8] = b"FAIRLEAD HAND-IN 1\n";
const CHECKSUM_CONTEXT: &str = "fairlead 2026 bundle file v1";

/// A signed and encrypted hand-in file with whatever the bundle says.
pub fn file(bundle: &Bundle, signer: &Signer, recipient: &str) -> Vec<u8> {
    let compressed = zstd::encode_all(bundle.seal(signer).as_slice(), 3).expect("compressed");
    let recipient = age::x25519::Recipient::from_str(recipient).expect("a recipient");
    let recipients = std::iter::once(&recipient as &dyn age::Recipient);
    let encryptor = age::Encryptor::with_recipients(recipients).expect("a recipient");
    let mut sealed = Vec::new();
    let mut writer = encryptor.wrap_output(&mut sealed).expect("memory");
    writer.write_all(&compressed).expect("memory");
    writer.finish().expect("memory");
    [MAGIC, &blake3::derive_key(CHECKSUM_CONTEXT, &sealed), &sealed].concat()
}

/// A bundle as a laptop would make it, but for a change.
pub fn bundle_of(laptop: &Laptop, to: &str, change: impl FnOnce(&mut Bundle)) -> (Bundle, Signer) {
    let opened = laptop.desk.opened().expect("an open workspace");
    let workspace = opened.workspace();
    let store = workspace.store();
    let log = workspace.log();
    let head = store.head(log).expect("a head");
    let own = store.records_above(log, Seq::ZERO, usize::MAX).expect("records");
    let stamp = desktop::clock::Clock::stamp(&*laptop.clock);
    let mut bundle = Bundle {
        company: workspace.book().id,
        id: [7; 16],
        from: workspace.identity().enrolment,
        to: to.to_owned(),
        contact: Contact { boot: stamp.boot, mono_ms: stamp.mono_ms },
        log,
        through: head.seq,
        head: head.last,
        book: RawRecords::default(),
        records: RawRecords::all(&own),
        has: BTreeMap::new(),
        answers: None,
    };
    change(&mut bundle);
    (bundle, workspace.identity().signer(workspace.book().id))
}

/// Where hand-ins for a laptop are encrypted to.
pub fn recipient_of(laptop: &Laptop) -> String {
    let opened = laptop.desk.opened().expect("an open workspace");
    let workspace = opened.workspace();
    let own = workspace.identity().enrolment;
    workspace.book().enrolments[&own].recipient.clone()
}

/// Shakes hands at a laptop's LAN door with a key that no company knows.
///
/// # Panics
/// When the door does not shake hands.
pub async fn knock(address: &str) -> TlsStream<TcpStream> {
    let key = KeyPair::generate_for(&PKCS_ED25519).expect("a key");
    let names = CertificateParams::new(vec!["fairlead".to_owned()]).expect("a name");
    let certificate = names.self_signed(&key).expect("a certificate");
    let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a key");
    let provider = Arc::new(ring::default_provider());
    let config = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_protocol_versions(&[&rustls::version::TLS13])
        .expect("TLS 1.3")
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Anyone(provider)))
        .with_client_auth_cert(vec![certificate.der().clone()], key)
        .expect("a certificate that fits");
    let name = ServerName::try_from("fairlead").expect("a name");
    let stream = TcpStream::connect(address).await.expect("somebody listens");
    let connector = TlsConnector::from(Arc::new(config));
    connector.connect(name, stream).await.expect("a handshake")
}

#[derive(Debug)]
struct Anyone(Arc<CryptoProvider>);

impl ServerCertVerifier for Anyone {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Err(Error::General("TLS 1.3 only".to_owned()))
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
