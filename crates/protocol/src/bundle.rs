//! Hand-in without internet: everything that one person's device brings another's, in one piece.
//!
//! The same bundle travels as a file on a USB stick and over the booth's LAN. It is signed by its
//! sender, made for one person, taken all or nothing, in any order, and twice is harmless. The answer
//! is a bundle too: receipts for what came, and whatever the sender may hold of the other's.

use std::collections::BTreeMap;

use ledger::{CompanyId, EnrolmentId, LogId, PublicKey, RecordId, Seq, Signer};
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

use crate::photos::{Named, Photo};
use crate::sync::Contact;
use crate::wire::{Malformed, RawRecords};

const DOMAIN: &[u8] = b"fairlead bundle v1\0";

/// What a bundle says.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Bundle {
    /// Whose company.
    #[n(0)]
    pub company: CompanyId,
    /// Names the bundle.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub id: [u8; 16],
    /// The sender.
    #[n(2)]
    pub from: EnrolmentId,
    /// The person it is for; every device of his may open it.
    #[n(3)]
    pub to: String,
    /// The sender's clock when he closed it.
    #[n(4)]
    pub contact: Contact,
    /// The sender's own log and its end: what a receipt speaks of.
    #[n(5)]
    pub log: LogId,
    /// Its last position.
    #[n(6)]
    pub through: Seq,
    /// Its last record.
    #[n(7)]
    pub head: Option<RecordId>,
    /// Facts about the company: the recipient may not have met the sender's key yet.
    #[n(8)]
    pub book: RawRecords,
    /// Everything else.
    #[n(9)]
    pub records: RawRecords,
    /// How far the sender has each log: the answer leaves these out.
    #[n(10)]
    pub has: BTreeMap<LogId, Seq>,
    /// The bundle that this one answers.
    #[n(11)]
    pub answers: Option<ByteVec>,
    /// Photos, as far as there is room for them; on the LAN they go afterwards, one by one.
    #[cbor(n(12), default)]
    pub photos: Vec<Photo>,
    /// Photos that the sender lacks: the answer brings what it has of them.
    #[cbor(n(13), default)]
    pub lacks: Vec<Named>,
}

/// A bundle and its sender's signature, as bytes for the transport.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
struct Signed {
    #[n(0)]
    body: ByteVec,
    #[cbor(n(1), with = "minicbor::bytes")]
    signature: [u8; 64],
}

/// A bundle whose signature is not checked yet: the sender's key may be in its own book.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unverified {
    signed: Signed,
    bundle: Bundle,
}

impl Bundle {
    /// Signs.
    pub fn seal(&self, signer: &Signer) -> Vec<u8> {
        let body = minicbor::to_vec(self).expect("encoding into a Vec cannot fail");
        let signature = signer.sign_in(DOMAIN, &body);
        minicbor::to_vec(Signed { body: body.into(), signature })
            .expect("encoding into a Vec cannot fail")
    }

    /// Reads a bundle; a file cut in half is malformed as a whole.
    ///
    /// # Errors
    /// [`Malformed`].
    pub fn open(bytes: &[u8]) -> Result<Unverified, Malformed> {
        let mut decoder = minicbor::Decoder::new(bytes);
        let signed: Signed = decoder.decode().map_err(|_| Malformed)?;
        if decoder.position() != bytes.len() {
            return Err(Malformed);
        }
        let bundle = minicbor::decode(&signed.body).map_err(|_| Malformed)?;
        Ok(Unverified { signed, bundle })
    }
}

impl Unverified {
    /// Who says that it is from him.
    pub fn claims(&self) -> &Bundle {
        &self.bundle
    }

    /// Checks the sender's signature.
    ///
    /// # Errors
    /// [`Malformed`] when it is not his.
    pub fn verify(self, key: &PublicKey) -> Result<Bundle, Malformed> {
        let good = key.verifies_in(DOMAIN, &self.signed.body, &self.signed.signature);
        if good { Ok(self.bundle) } else { Err(Malformed) }
    }
}
