//! What makes a workspace somebody's: kept inside the encrypted database.

use domain::PersonId;
use domain::identity::IdentityKey;
use ledger::{CompanyId, EnrolmentId, Hash, Incarnation, LogId, Signer};
use minicbor::{Decode, Encode};
use store::{Store, Tx};

use crate::Failure;

const KEY: &str = "identity";

/// An enrolment with its secrets. `Debug` shows none of them.
#[derive(Clone)]
pub struct Identity {
    /// Whose.
    pub person: PersonId,
    /// The enrolment.
    pub enrolment: EnrolmentId,
    /// Which chain it writes now.
    pub incarnation: Incarnation,
    /// What people call the device.
    pub device: String,
    /// Ed25519 secret.
    pub signing_secret: [u8; 32],
    /// age identity that opens hand-ins made for this person.
    pub exchange_identity: String,
    /// The company's secret for identity tokens (DUP-02).
    pub identity_key: IdentityKey,
    /// The server's origin.
    pub server: String,
    /// SHA-256 of the server's certificate, pinned at enrolment; `None` only for loopback HTTP.
    pub certificate: Option<Hash>,
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Identity")
            .field("person", &self.person)
            .field("enrolment", &self.enrolment)
            .finish_non_exhaustive()
    }
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct Saved {
    #[n(0)]
    person: String,
    #[n(1)]
    enrolment: EnrolmentId,
    #[n(2)]
    incarnation: Incarnation,
    #[n(3)]
    device: String,
    #[cbor(n(4), with = "minicbor::bytes")]
    signing_secret: [u8; 32],
    #[n(5)]
    exchange_identity: String,
    #[cbor(n(6), with = "minicbor::bytes")]
    identity_key: [u8; 32],
    #[n(7)]
    server: String,
    #[n(8)]
    certificate: Option<Hash>,
}

impl Identity {
    /// The log that is written now.
    pub fn log(&self) -> LogId {
        LogId { enrolment: self.enrolment, incarnation: self.incarnation }
    }

    /// The signer.
    pub fn signer(&self, company: CompanyId) -> Signer {
        Signer::new(&self.signing_secret, company)
    }

    pub(super) fn save(&self, tx: &mut Tx<'_>) -> Result<(), store::Error> {
        let saved = Saved {
            person: self.person.to_string(),
            enrolment: self.enrolment,
            incarnation: self.incarnation,
            device: self.device.clone(),
            signing_secret: self.signing_secret,
            exchange_identity: self.exchange_identity.clone(),
            identity_key: self.identity_key.0,
            server: self.server.clone(),
            certificate: self.certificate,
        };
        let bytes = minicbor::to_vec(saved).expect("encoding into a Vec cannot fail");
        tx.put_meta(KEY, &bytes)
    }

    pub(super) fn load(store: &Store) -> Result<Option<Self>, Failure> {
        let Some(bytes) = store.meta(KEY)? else { return Ok(None) };
        let saved: Saved =
            minicbor::decode(&bytes).map_err(|_| Failure::new("workspace.damaged"))?;
        Ok(Some(Self {
            person: PersonId::new(saved.person),
            enrolment: saved.enrolment,
            incarnation: saved.incarnation,
            device: saved.device,
            signing_secret: saved.signing_secret,
            exchange_identity: saved.exchange_identity,
            identity_key: IdentityKey(saved.identity_key),
            server: saved.server,
            certificate: saved.certificate,
        }))
    }
}
