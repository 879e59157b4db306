//! What no honest laptop sends.

use std::collections::BTreeMap;
use std::io::Write;
use std::str::FromStr;
use std::sync::Arc;

use app::workspace::Fresh;
use desktop::clock::now;
use facts::{Fact, Key, Records};
use ledger::{CompanyId, EnrolmentId, Seq, Signer};
use minicbor::Encode;
use minicbor::bytes::ByteVec;
use protocol::RawRecords;
use protocol::bundle::Bundle;
use protocol::sync::Contact;
use rcgen::{CertificateParams, DnType, KeyPair, PKCS_ED25519};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, Error, ServerConfig, SignatureScheme};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::client::TlsStream;
use tokio_rustls::{TlsAcceptor, TlsConnector};

use crate::laptop::Laptop;

/// How a hand-in file begins; the sum of the rest follows.
const MAGIC: &[u8] = b"FAIRLEAD HAND-IN 1\n";
const CHECKSUM_CONTEXT: &str = "fairlead 2026 bundle file v1";

/// ASN.1 before the secret and the public bytes of an Ed25519 key (RFC 8410).
const PKCS8_PREFIX: [u8; 16] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];
const SPKI_PREFIX: [u8; 12] =
    [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

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

/// Signs something past every use case.
///
/// # Panics
/// When the workspace is locked.
pub fn sign(laptop: &Laptop, kind: &'static str, payload: Vec<u8>) {
    let opened = laptop.desk.opened().expect("an open workspace");
    let fact = Fresh::open(kind, payload);
    opened.workspace().sign(vec![fact], &now(&*laptop.clock)).expect("an own key signs");
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
        photos: Vec::new(),
        lacks: Vec::new(),
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

/// A certificate to show on the LAN, and the key that belongs to it.
pub struct Shown {
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
}

impl Shown {
    /// A key that no company knows.
    pub fn stranger() -> Self {
        Self::of(&KeyPair::generate_for(&PKCS_ED25519).expect("a key"))
    }

    /// A laptop's own.
    pub fn by(laptop: &Laptop) -> Self {
        let secret =
            laptop.desk.opened().expect("an open workspace").workspace().identity().signing_secret;
        let pkcs8: PrivatePkcs8KeyDer<'_> = [PKCS8_PREFIX.as_slice(), &secret].concat().into();
        let key = KeyPair::from_pkcs8_der_and_sign_algo(&pkcs8, &PKCS_ED25519);
        Self::of(&key.expect("an Ed25519 key"))
    }

    /// A key that no company knows, in whose certificate a laptop's key stands as a name.
    pub fn naming(laptop: &Laptop) -> Self {
        const NAME: [u8; 44] = [b'A'; 44];
        let key = KeyPair::generate_for(&PKCS_ED25519).expect("a key");
        let mut names = CertificateParams::new(vec!["fairlead".to_owned()]).expect("a name");
        let name = String::from_utf8_lossy(&NAME).into_owned();
        names.distinguished_name.push(DnType::CommonName, name);
        let mut der = names.self_signed(&key).expect("a certificate").der().to_vec();
        let public = laptop.desk.opened().expect("an open workspace").workspace().signer().public();
        let info = [SPKI_PREFIX.as_slice(), &public.to_bytes()].concat();
        while let Some(at) = der.windows(NAME.len()).position(|window| window == NAME) {
            der[at..at + NAME.len()].copy_from_slice(&info);
        }
        Self { chain: vec![der.into()], key: secret_of(&key) }
    }

    fn of(key: &KeyPair) -> Self {
        let names = CertificateParams::new(vec!["fairlead".to_owned()]).expect("a name");
        let certificate = names.self_signed(key).expect("a certificate");
        Self { chain: vec![certificate.der().clone()], key: secret_of(key) }
    }
}

fn secret_of(key: &KeyPair) -> PrivateKeyDer<'static> {
    PrivateKeyDer::try_from(key.serialize_der()).expect("a key")
}

/// What a laptop says first on the LAN, but that it knows everybody.
pub fn greeting_of(laptop: &Laptop) -> Vec<u8> {
    greeting_with(laptop, 1)
}

/// The same with its certificate in it so many times.
pub fn greeting_with(laptop: &Laptop, times: usize) -> Vec<u8> {
    let opened = laptop.desk.opened().expect("an open workspace");
    let workspace = opened.workspace();
    let own = workspace.identity().enrolment;
    let company = workspace.store().under(&Key::Company, 0).expect("records");
    let certificate = company.iter().filter(
        |record| matches!(Fact::read(record), Ok(Fact::Enrolment(e)) if *e.id == *own.as_bytes()),
    );
    let certificate = certificate.map(|record| ByteVec::from(record.encode())).next();
    let certificates = vec![certificate.expect("every laptop has one"); times];
    let company = workspace.book().id;
    let greeting = Greeting { company, enrolment: own, certificates, known: true };
    minicbor::to_vec(greeting).expect("memory")
}

#[derive(Encode)]
#[cbor(map)]
struct Greeting {
    #[n(0)]
    company: CompanyId,
    #[n(1)]
    enrolment: EnrolmentId,
    #[n(2)]
    certificates: Vec<ByteVec>,
    #[n(3)]
    known: bool,
}

/// Sends as one piece, the way laptops do.
///
/// # Errors
/// When the other side has closed.
pub async fn send(stream: &mut (impl AsyncWrite + Unpin), bytes: &[u8]) -> std::io::Result<()> {
    let length = u32::try_from(bytes.len()).expect("short");
    stream.write_all(&length.to_be_bytes()).await?;
    stream.write_all(bytes).await?;
    stream.flush().await
}

/// Receives one piece.
///
/// # Errors
/// When the other side has closed.
pub async fn receive(stream: &mut (impl AsyncRead + Unpin)) -> std::io::Result<Vec<u8>> {
    let mut length = [0; 4];
    stream.read_exact(&mut length).await?;
    let mut bytes = vec![0; u32::from_be_bytes(length) as usize];
    stream.read_exact(&mut bytes).await?;
    Ok(bytes)
}

/// Shakes hands at a laptop's LAN door with a key that no company knows.
///
/// # Panics
/// When the door does not shake hands.
pub async fn knock(address: &str) -> TlsStream<TcpStream> {
    knock_as(address, Shown::stranger()).await.expect("a handshake")
}

/// Shakes hands at a laptop's LAN door.
///
/// # Errors
/// When the door does not shake hands.
///
/// # Panics
/// When nobody listens.
pub async fn knock_as(address: &str, shown: Shown) -> std::io::Result<TlsStream<TcpStream>> {
    let provider = Arc::new(ring::default_provider());
    let config = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_protocol_versions(&[&rustls::version::TLS13])
        .expect("TLS 1.3")
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Anyone(provider)))
        .with_client_auth_cert(shown.chain, shown.key)
        .expect("a certificate that fits");
    let name = ServerName::try_from("fairlead").expect("a name");
    let stream = TcpStream::connect(address).await.expect("somebody listens");
    TlsConnector::from(Arc::new(config)).connect(name, stream).await
}

/// A door at which somebody answers one caller with a greeting, agrees to everything, takes what comes
/// and goes away. The address, and how much came.
///
/// # Panics
/// When there is no loopback.
pub async fn door(shown: Shown, greeting: Vec<u8>) -> (String, JoinHandle<usize>) {
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_protocol_versions(&[&rustls::version::TLS13])
        .expect("TLS 1.3")
        .with_no_client_auth()
        .with_single_cert(shown.chain, shown.key)
        .expect("a certificate that fits");
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a loopback");
    let address = listener.local_addr().expect("an address").to_string();
    let answering = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.expect("a caller");
        let answer = async {
            let mut stream = acceptor.accept(stream).await?;
            receive(&mut stream).await?;
            send(&mut stream, &greeting).await?;
            stream.write_all(&[1]).await?;
            stream.read_exact(&mut [0]).await?;
            receive(&mut stream).await
        };
        answer.await.map_or(0, |bytes| bytes.len())
    });
    (address, answering)
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
