//! TLS 1.3 between two enrolment keys.
//!
//! Each side shows a certificate that it signed itself with its enrolment's Ed25519 key. TLS proves
//! that the peer has the key; whether the key is a colleague's is asked of the company's book.

use std::sync::Arc;

use app::Failure;
use ledger::PublicKey;
use rcgen::{CertificateParams, KeyPair, PKCS_ED25519};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::{
    ClientConfig, DigitallySignedStruct, DistinguishedName, Error, ServerConfig, SignatureScheme,
};

/// ASN.1 before the 32 secret bytes of an Ed25519 key in PKCS #8 (RFC 8410).
const PKCS8_PREFIX: [u8; 16] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];

/// ASN.1 before the 32 bytes of an Ed25519 public key, all that a certificate's `SubjectPublicKeyInfo`
/// holds (RFC 8410).
const SPKI_PREFIX: [u8; 12] =
    [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/// Only this version: both sides are ours.
const VERSIONS: &[&rustls::SupportedProtocolVersion] = &[&rustls::version::TLS13];

/// The two configurations of one enrolment.
pub(super) struct Tls {
    pub(super) client: Arc<ClientConfig>,
    pub(super) server: Arc<ServerConfig>,
}

impl Tls {
    pub(super) fn of(secret: &[u8; 32]) -> Result<Self, Failure> {
        Self::make(secret).map_err(|error| Failure::new("lan.tls").with("detail", error))
    }

    fn make(secret: &[u8; 32]) -> Result<Self, Box<dyn std::error::Error>> {
        let pkcs8 = [PKCS8_PREFIX.as_slice(), secret].concat();
        let key: PrivatePkcs8KeyDer<'static> = pkcs8.into();
        let pair = KeyPair::from_pkcs8_der_and_sign_algo(&key, &PKCS_ED25519)?;
        let certificate =
            CertificateParams::new(vec!["fairlead".to_owned()])?.self_signed(&pair)?;
        let chain: Vec<CertificateDer<'static>> = vec![certificate.der().clone()];
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let anyone = Arc::new(AnyEd25519(Arc::clone(&provider)));
        let client = ClientConfig::builder_with_provider(Arc::clone(&provider))
            .with_protocol_versions(VERSIONS)?
            .dangerous()
            .with_custom_certificate_verifier(anyone.clone())
            .with_client_auth_cert(chain.clone(), PrivateKeyDer::Pkcs8(key.clone_key()))?;
        let server = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(VERSIONS)?
            .with_client_cert_verifier(anyone)
            .with_single_cert(chain, PrivateKeyDer::Pkcs8(key))?;
        Ok(Self { client: Arc::new(client), server: Arc::new(server) })
    }
}

/// The enrolment key in a peer's certificate: the one that TLS has verified, read by the same parser.
/// Everything else in a certificate is whatever its maker wrote there.
pub(super) fn key_of(certificates: Option<&[CertificateDer<'_>]>) -> Option<PublicKey> {
    let certificate = ParsedCertificate::try_from(certificates?.first()?).ok()?;
    let info = certificate.subject_public_key_info();
    let key = info.strip_prefix(&SPKI_PREFIX)?;
    PublicKey::from_bytes(key.try_into().ok()?)
}

/// Takes whoever proves that he has the key of the certificate that he shows.
#[derive(Debug)]
struct AnyEd25519(Arc<CryptoProvider>);

impl AnyEd25519 {
    fn check(&self, certificate: &CertificateDer<'_>) -> Result<(), Error> {
        let shown = [certificate.clone()];
        key_of(Some(&shown)).map(drop).ok_or_else(|| Error::General("no enrolment key".to_owned()))
    }

    fn tls13(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signature, algorithms)
    }
}

fn never_tls12<T>() -> Result<T, Error> {
    Err(Error::General("TLS 1.3 only".to_owned()))
}

impl ServerCertVerifier for AnyEd25519 {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        self.check(end_entity).map(|()| ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        never_tls12()
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.tls13(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        vec![SignatureScheme::ED25519]
    }
}

impl ClientCertVerifier for AnyEd25519 {
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        self.check(end_entity).map(|()| ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        never_tls12()
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.tls13(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        vec![SignatureScheme::ED25519]
    }
}
