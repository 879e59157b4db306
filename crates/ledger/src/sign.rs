//! Keys, and how a chain is continued.

use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use ed25519_zebra::batch::Item;
use ed25519_zebra::{Signature, VerificationKey, VerificationKeyBytes};

use crate::envelope::{ENVELOPE_VERSION, Envelope, Stamp};
use crate::ids::{CompanyId, LogId, RecordId, Seq};
use crate::record::{Part, RawRecord, Record};

/// Signed before every envelope, so that no other signature of this key can pass for a record.
const RECORD_DOMAIN: &[u8] = b"fairlead record v1\0";

/// The public half of an enrolment's Ed25519 key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PublicKey(VerificationKey);

impl PublicKey {
    /// Reads a key; `None` for bytes that are no point or a weak (small-order) one.
    pub fn from_bytes(bytes: &[u8; 32]) -> Option<Self> {
        VerifyingKey::from_bytes(bytes).ok().filter(|key| !key.is_weak())?;
        VerificationKey::try_from(*bytes).ok().map(Self)
    }

    /// The 32 bytes that [`PublicKey::from_bytes`] reads.
    pub fn to_bytes(self) -> [u8; 32] {
        self.0.into()
    }

    /// What is to be checked of an envelope's signature, now or together with others.
    pub(crate) fn envelope_item(&self, envelope: &[u8], signature: &[u8; 64]) -> Item {
        let message = [RECORD_DOMAIN, envelope].concat();
        let key = VerificationKeyBytes::from(self.to_bytes());
        (key, Signature::from_bytes(signature), &message).into()
    }

    /// Checks a signature that [`Signer::sign_in`] made for the same domain, by the rules of ZIP 215:
    /// one by one and many at once ([`verify_all`](crate::verify_all)) always agree.
    pub fn verifies_in(&self, domain: &[u8], message: &[u8], signature: &[u8; 64]) -> bool {
        let message = [domain, message].concat();
        self.0.verify(&Signature::from_bytes(signature), &message).is_ok()
    }
}

/// The end of a chain: what the next record must name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Head {
    /// Which chain.
    pub log: LogId,
    /// Position of its last record, [`Seq::ZERO`] when there is none.
    pub seq: Seq,
    /// Its last record.
    pub last: Option<RecordId>,
}

impl Head {
    /// The head of a chain without records.
    pub fn start(log: LogId) -> Self {
        Self { log, seq: Seq::ZERO, last: None }
    }

    /// The head after `record`.
    pub fn after(record: &Record) -> Self {
        let envelope = record.envelope();
        Self { log: envelope.log, seq: envelope.seq, last: Some(record.id()) }
    }

    /// Whether an envelope is the next of this chain.
    pub fn continues_with(&self, envelope: &Envelope) -> bool {
        envelope.log == self.log && envelope.seq == self.seq.next() && envelope.prev == self.last
    }
}

/// A record before it is signed.
#[derive(Clone, Debug)]
pub struct Unsigned {
    /// The person who acts.
    pub author: String,
    /// What kind of fact.
    pub kind: String,
    /// What the clocks said.
    pub stamp: Stamp,
    /// Newest receipts about this log; see [`Envelope::anchors`].
    pub anchors: Vec<RecordId>,
    /// Newest policy known; see [`Envelope::policy`].
    pub policy: Option<RecordId>,
    /// Salted ranking part.
    pub ranking: Option<Part>,
    /// Salted content part.
    pub content: Option<Part>,
}

/// An enrolment's private key and the company it signs for. `Debug` does not show the key.
pub struct Signer {
    key: SigningKey,
    company: CompanyId,
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Signer").field("public", &self.public()).finish_non_exhaustive()
    }
}

impl Signer {
    /// A signer from 32 secret bytes.
    pub fn new(secret: &[u8; 32], company: CompanyId) -> Self {
        Self { key: SigningKey::from_bytes(secret), company }
    }

    /// The public half.
    pub fn public(&self) -> PublicKey {
        PublicKey::from_bytes(&self.key.verifying_key().to_bytes()).expect("a key that was drawn")
    }

    /// The company that this key signs for.
    pub fn company(&self) -> CompanyId {
        self.company
    }

    /// Signs the next record of the chain that ends in `head`.
    pub fn sign(&self, head: &Head, unsigned: Unsigned) -> Record {
        let envelope = Envelope {
            version: ENVELOPE_VERSION,
            company: self.company,
            log: head.log,
            seq: head.seq.next(),
            prev: head.last,
            author: unsigned.author,
            kind: unsigned.kind,
            stamp: unsigned.stamp,
            anchors: unsigned.anchors,
            policy: unsigned.policy,
            ranking: unsigned.ranking.as_ref().map(Part::hash),
            content: unsigned.content.as_ref().map(Part::hash),
        };
        let bytes = minicbor::to_vec(&envelope).expect("encoding into a Vec cannot fail");
        let signature = self.sign_in(RECORD_DOMAIN, &bytes);
        RawRecord::new(bytes, signature, unsigned.ranking, unsigned.content)
            .already_verified()
            .expect("a record signed here is whole")
    }

    /// Signs anything that is not a record, under a domain of its own (requests, manifests, bundles).
    pub fn sign_in(&self, domain: &[u8], message: &[u8]) -> [u8; 64] {
        self.key.sign(&[domain, message].concat()).to_bytes()
    }
}
