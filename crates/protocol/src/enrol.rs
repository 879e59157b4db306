//! Enrolment: how a laptop's own key becomes one of the company's.
//!
//! A code is typed or pasted once. It carries the server's address and the fingerprint of its
//! certificate, so that nobody on the fair's Wi-Fi can stand in between, and a secret that is good once
//! and for ten minutes. The laptop makes its key, proves that it has it, and is certified.

use ledger::{EnrolmentId, Hash};
use minicbor::{Decode, Encode};

use crate::sync::message;
use crate::wire::{Malformed, RawRecords};

/// Path of the enrolment.
pub const PATH: &str = "/v1/enrol";

const PREFIX: &str = "fairlead:";
const PROOF_DOMAIN: &[u8] = b"fairlead enrolment v1\0";

/// What an enrolment code says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Code {
    /// The server's origin: `https://sync.example:7443`, or `http://127.0.0.1:…` on one machine.
    pub server: String,
    /// SHA-256 of the server's certificate; absent only for plain HTTP on loopback.
    pub certificate: Option<Hash>,
    /// The single-use secret, hexadecimal.
    pub secret: String,
}

impl Code {
    /// Reads a code; white space around and inside it is ignored.
    ///
    /// # Errors
    /// [`Malformed`] when it is none.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let rest = text.strip_prefix(PREFIX).ok_or(Malformed)?;
        let mut fields = rest.split('#');
        let mut field = || fields.next().ok_or(Malformed);
        let (server, certificate, secret) = (field()?, field()?, field()?);
        let certificate = match certificate {
            "" if server.starts_with("http://") => None,
            hex => Some(Hash::from_hex(hex).ok_or(Malformed)?),
        };
        let good = secret.len() == 32 && secret.bytes().all(|b| b.is_ascii_hexdigit());
        if !good || server.is_empty() || fields.next().is_some() {
            return Err(Malformed);
        }
        Ok(Self { server: server.to_owned(), certificate, secret: secret.to_owned() })
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let certificate = self.certificate.map(|hash| hash.to_string()).unwrap_or_default();
        write!(f, "{PREFIX}{}#{certificate}#{}", self.server, self.secret)
    }
}

/// What the laptop sends.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Request {
    /// The code's secret.
    #[n(0)]
    pub secret: String,
    /// The Ed25519 key that will sign its records.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub signing_key: [u8; 32],
    /// The age recipient to which hand-ins for it are encrypted.
    #[n(2)]
    pub recipient: String,
    /// What people will call the device.
    #[n(3)]
    pub device: String,
    /// Signature over [`proof_message`]: whoever enrols a key has it.
    #[cbor(n(4), with = "minicbor::bytes")]
    pub proof: [u8; 64],
}

/// What the server answers.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Reply {
    /// The new enrolment.
    #[n(0)]
    pub enrolment: EnrolmentId,
    /// Whose it is.
    #[n(1)]
    pub person: String,
    /// The company's records, the certificate among them.
    #[n(2)]
    pub company: RawRecords,
    /// The company's secret for identity tokens (DUP-02).
    #[cbor(n(3), with = "minicbor::bytes")]
    pub identity_key: [u8; 32],
    /// Headquarters' recovery recipient: the database key is wrapped for it from the first day.
    #[n(4)]
    pub recovery: String,
    /// The server's clock, milliseconds since 1970 UTC.
    #[n(5)]
    pub now_ms: i64,
}

/// Path of the request for a code, signed by headquarters.
pub const CODES_PATH: &str = "/v1/codes";

/// Asks for a code for somebody. The answer is the code's text.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct CodeRequest {
    /// Person id.
    #[n(0)]
    pub person: String,
}

message!(Request);
message!(Reply);
message!(CodeRequest);

/// What [`Request::proof`] signs, under [`proof_domain`].
pub fn proof_message(secret: &str, signing_key: &[u8; 32], recipient: &str) -> Vec<u8> {
    [secret.as_bytes(), b"\n", signing_key, b"\n", recipient.as_bytes()].concat()
}

/// The domain of the proof's signature.
pub fn proof_domain() -> &'static [u8] {
    PROOF_DOMAIN
}
