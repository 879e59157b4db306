//! A record as it is stored and sent.

use std::sync::Arc;

use ed25519_zebra::batch::Item;
use minicbor::{Decode, Encode, bytes::ByteVec};
use thiserror::Error;

use crate::batch::Bad;
use crate::envelope::{ANCHORS_MAX, ENVELOPE_VERSION, Envelope, KIND_BYTES_MAX};
use crate::ids::{Hash, RecordId, Seq};
use crate::sign::PublicKey;

/// The largest encoded record that anyone accepts, in bytes. Photos are blobs, not records.
pub const RECORD_BYTES_MAX: usize = 256 * 1024;

const ENVELOPE_CONTEXT: &str = "fairlead 2026 record envelope v1";
const PART_CONTEXT: &str = "fairlead 2026 record part v1";

/// Which of the two parts of a payload.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WhichPart {
    /// What everybody concerned may see, and what rulings are made of.
    Ranking,
    /// What only the entitled may see.
    Content,
}

/// A salted payload. The salt keeps anyone who holds only the hash from guessing the text.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Part {
    /// Drawn anew for every part.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub salt: [u8; 16],
    /// The payload, in the encoding that its kind defines.
    #[n(1)]
    pub bytes: ByteVec,
}

impl Part {
    /// What an envelope says of this part.
    pub fn hash(&self) -> Hash {
        let mut hasher = blake3::Hasher::new_derive_key(PART_CONTEXT);
        hasher.update(&self.salt).update(&self.bytes);
        Hash::new(*hasher.finalize().as_bytes())
    }
}

/// Why bytes are not a record. One bad item never blocks the others: the caller quarantines it.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum Damage {
    /// Longer than [`RECORD_BYTES_MAX`] or than one of the envelope's own limits.
    #[error("the record is larger than any record may be")]
    TooLarge,
    /// Not the encoding of a record.
    #[error("the bytes do not read as a record")]
    Unreadable,
    /// Position, predecessor or citations contradict each other.
    #[error("the envelope contradicts itself")]
    Incoherent,
    /// A part is there whose hash the envelope does not name.
    #[error("a part does not match its hash")]
    PartMismatch,
    /// The signature is not by the enrolment's key.
    #[error("the signature does not verify")]
    BadSignature,
}

/// A record whose signature nobody has checked yet: what arrives from outside.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct RawRecord {
    #[n(0)]
    envelope: ByteVec,
    #[cbor(n(1), with = "minicbor::bytes")]
    signature: [u8; 64],
    #[n(2)]
    ranking: Option<Part>,
    #[n(3)]
    content: Option<Part>,
}

/// A record whose signature and parts have been checked. Read once, it is handed around for nothing: a
/// clone is the same record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Record(Arc<Checked>);

#[derive(Clone, PartialEq, Eq, Debug)]
struct Checked {
    id: RecordId,
    envelope: Envelope,
    raw: RawRecord,
}

impl RawRecord {
    pub(crate) fn new(
        envelope: Vec<u8>,
        signature: [u8; 64],
        ranking: Option<Part>,
        content: Option<Part>,
    ) -> Self {
        Self { envelope: envelope.into(), signature, ranking, content }
    }

    /// Reads a record from its stored or sent bytes.
    ///
    /// # Errors
    /// [`Damage`] when the bytes are too many or are no record.
    pub fn decode(bytes: &[u8]) -> Result<Self, Damage> {
        if bytes.len() > RECORD_BYTES_MAX {
            return Err(Damage::TooLarge);
        }
        minicbor::decode(bytes).map_err(|_| Damage::Unreadable)
    }

    /// The bytes to store and send; the reverse of [`RawRecord::decode`].
    pub fn encode(&self) -> Vec<u8> {
        minicbor::to_vec(self).expect("encoding into a Vec cannot fail")
    }

    /// The same record without its content part.
    pub fn without_content(&self) -> Self {
        Self { content: None, ..self.clone() }
    }

    /// The hash of the envelope.
    pub fn id(&self) -> RecordId {
        RecordId::new(blake3::derive_key(ENVELOPE_CONTEXT, &self.envelope))
    }

    /// Reads the envelope, unverified: enough to find the key to verify with.
    ///
    /// # Errors
    /// [`Damage`] when the envelope is no envelope or breaks its own limits.
    pub fn envelope(&self) -> Result<Envelope, Damage> {
        let envelope: Envelope =
            minicbor::decode(&self.envelope).map_err(|_| Damage::Unreadable)?;
        if envelope.kind.len() > KIND_BYTES_MAX || envelope.anchors.len() > ANCHORS_MAX {
            return Err(Damage::TooLarge);
        }
        let first = envelope.seq == Seq(1);
        if envelope.version < ENVELOPE_VERSION
            || envelope.seq == Seq::ZERO
            || first != envelope.prev.is_none()
        {
            return Err(Damage::Incoherent);
        }
        Ok(envelope)
    }

    /// Checks signature and parts.
    ///
    /// # Errors
    /// [`Damage`], and then nothing of the record may be used.
    pub fn verify(self, key: &PublicKey) -> Result<Record, Damage> {
        let verified = crate::verify_all([(self, *key)]).pop();
        verified.expect("one answer to one record").map_err(|bad| bad.1)
    }

    pub(crate) fn signed_by(&self, key: &PublicKey) -> Item {
        key.envelope_item(&self.envelope, &self.signature)
    }

    /// Mixes what its signature says into a hash.
    pub(crate) fn absorb(&self, hasher: &mut blake3::Hasher) {
        hasher.update(&self.signature).update(self.id().as_bytes());
    }

    /// Reads a record that this very database has verified before it stored it.
    ///
    /// # Errors
    /// [`Damage`] when the stored bytes have rotted.
    pub fn already_verified(self) -> Result<Record, Damage> {
        let envelope = self.envelope()?;
        Record::assemble(self, envelope).map_err(|bad| bad.1)
    }
}

impl Record {
    /// Of what has a sound signature, if its parts are those that it names.
    pub(crate) fn assemble(raw: RawRecord, envelope: Envelope) -> Result<Self, Bad> {
        let matches = |part: &Option<Part>, hash: Option<Hash>| {
            part.as_ref().is_none_or(|part| Some(part.hash()) == hash)
        };
        if !matches(&raw.ranking, envelope.ranking) || !matches(&raw.content, envelope.content) {
            return Err(Box::new((raw, Damage::PartMismatch)));
        }
        Ok(Self(Arc::new(Checked { id: raw.id(), envelope, raw })))
    }

    /// The hash of the envelope.
    pub fn id(&self) -> RecordId {
        self.0.id
    }

    /// The signed head.
    pub fn envelope(&self) -> &Envelope {
        &self.0.envelope
    }

    /// What kind of fact it is.
    pub fn kind(&self) -> &str {
        &self.0.envelope.kind
    }

    /// The payload of a part, if it is held here.
    pub fn part(&self, which: WhichPart) -> Option<&[u8]> {
        let part = match which {
            WhichPart::Ranking => &self.0.raw.ranking,
            WhichPart::Content => &self.0.raw.content,
        };
        part.as_ref().map(|part| part.bytes.as_slice())
    }

    /// Whether the envelope names a part that is not held here.
    pub fn lacks(&self, which: WhichPart) -> bool {
        let named = match which {
            WhichPart::Ranking => self.0.envelope.ranking,
            WhichPart::Content => self.0.envelope.content,
        };
        named.is_some() && self.part(which).is_none()
    }

    /// The same record without its content part: what a helper or a rival may hold.
    pub fn without_content(&self) -> Self {
        self.with_parts(self.0.raw.ranking.clone(), None)
    }

    /// The same record without any part: enough to continue a chain.
    pub fn envelope_only(&self) -> Self {
        self.with_parts(None, None)
    }

    /// One record with the parts of both. Parts are content-addressed, so there is nothing to choose.
    pub fn with_parts_of(&self, other: &Self) -> Self {
        debug_assert_eq!(self.0.id, other.0.id, "parts of two different records");
        let (own, others) = (&self.0.raw, &other.0.raw);
        let either =
            |own: &Option<Part>, other: &Option<Part>| own.clone().or_else(|| other.clone());
        self.with_parts(
            either(&own.ranking, &others.ranking),
            either(&own.content, &others.content),
        )
    }

    fn with_parts(&self, ranking: Option<Part>, content: Option<Part>) -> Self {
        let Checked { id, envelope, raw } = &*self.0;
        let (bytes, signature) = (raw.envelope.clone(), raw.signature);
        let raw = RawRecord { envelope: bytes, signature, ranking, content };
        Self(Arc::new(Checked { id: *id, envelope: envelope.clone(), raw }))
    }

    /// The bytes to store and send.
    pub fn encode(&self) -> Vec<u8> {
        self.0.raw.encode()
    }

    /// The record as it travels.
    pub fn raw(&self) -> &RawRecord {
        &self.0.raw
    }
}
