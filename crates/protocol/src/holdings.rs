//! Holdings manifests: the server's signed word on what a device may no longer hold, card by card
//! (SYN-05).
//!
//! A manifest rides in a reply of the exchange. Each of its entries has a number that runs for this one
//! device; the device says in every request through which number it has heard, so that a lost or doubled
//! reply changes nothing. Of a card only the last word counts: what was taken and given back while the
//! device was away comes as one entry that takes nothing.

use ledger::{CompanyId, EnrolmentId, PublicKey, RecordId, Signer};
use minicbor::{Decode, Encode};

use crate::sync::{Epoch, message};
use crate::wire::{Malformed, RawRecords};

/// Path at which headquarters asks which devices have not answered yet, signed.
pub const PATH: &str = "/v1/holdings";

const DOMAIN: &[u8] = b"fairlead holdings v1\0";

/// Stands for every card: a device whose person has left, or that was revoked, holds nothing more.
pub const EVERYTHING: [u8; 16] = [0; 16];

/// How much of a card a device may hold.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Encode, Decode)]
#[cbor(index_only)]
pub enum Holding {
    /// Nothing but bare envelopes, which keep chains whole, and what its person signed.
    #[n(0)]
    Nothing,
    /// What rulings are made of.
    #[n(1)]
    Ranking,
    /// Everything: what was taken before is his again.
    #[n(2)]
    Content,
}

/// The server's last word on one card.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Entry {
    /// Its number among the words to this device.
    #[n(0)]
    pub number: u64,
    /// Which card; [`EVERYTHING`] for all.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub card: [u8; 16],
    /// How deep it may still be held.
    #[n(2)]
    pub holding: Holding,
    /// The signed act that took it. Without one it was the clock, or a fact about the company.
    #[n(3)]
    pub act: Option<RecordId>,
}

/// A card of which a colleague brought something, beside what the server tells: what the server never granted
/// it cannot know to take back, so the device says that it holds it, once, and by its id alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Brought {
    /// Which card.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub card: [u8; 16],
    /// Whether others' words about it are here, or only what rulings are made of.
    #[n(1)]
    pub content: bool,
}

/// What a manifest says.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Claim {
    /// Whose server.
    #[n(0)]
    pub company: CompanyId,
    /// Which device.
    #[n(1)]
    pub enrolment: EnrolmentId,
    /// Which of the server's stores: numbers of another one mean nothing.
    #[n(2)]
    pub epoch: Epoch,
    /// The server's clock, milliseconds since 1970 UTC.
    #[n(3)]
    pub at_ms: i64,
    /// It says everything that was said after this number.
    #[n(4)]
    pub after: u64,
    /// Through this one.
    #[n(5)]
    pub through: u64,
    /// In the order of their numbers.
    #[n(6)]
    pub entries: Vec<Entry>,
}

/// A manifest with the server's signature.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Manifest {
    /// What it says.
    #[n(0)]
    pub claim: Claim,
    /// The server's signature.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub signature: [u8; 64],
    /// The acts that it cites, as far as the device may not hold them otherwise. Each bears its own
    /// signature.
    #[n(2)]
    pub acts: RawRecords,
}

impl Claim {
    fn message(&self) -> Vec<u8> {
        minicbor::to_vec(self).expect("encoding into a Vec cannot fail")
    }

    /// Signs.
    pub fn sign(self, signer: &Signer, acts: RawRecords) -> Manifest {
        let signature = signer.sign_in(DOMAIN, &self.message());
        Manifest { claim: self, signature, acts }
    }
}

impl Manifest {
    /// Whether the server with this key has signed it.
    pub fn is_by(&self, server: &PublicKey) -> bool {
        server.verifies_in(DOMAIN, &self.claim.message(), &self.signature)
    }
}

/// Headquarters asks which devices have not said that they let go of what was taken from them.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode)]
#[cbor(map)]
pub struct Ask {}

/// The answer.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode)]
#[cbor(map)]
pub struct Answer {
    /// Devices that may still hold what they should not.
    #[n(0)]
    pub open: Vec<Open>,
}

/// A device that has not answered.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Open {
    /// Which.
    #[n(0)]
    pub enrolment: EnrolmentId,
    /// Whose.
    #[n(1)]
    pub person: String,
    /// What people call it.
    #[n(2)]
    pub device: String,
    /// Since when the first of it is not his, milliseconds since 1970 UTC.
    #[n(3)]
    pub since_ms: i64,
    /// How many cards; 0 for everything.
    #[n(4)]
    pub cards: u64,
    /// When it last brought everything that it had.
    #[n(5)]
    pub last_contact_ms: Option<i64>,
}

message!(Ask);
message!(Answer);

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let company = CompanyId::new([1; 16]);
        let entry = Entry { number: 4, card: [9; 16], holding: Holding::Ranking, act: None };
        let claim = Claim {
            company,
            enrolment: EnrolmentId::new([2; 16]),
            epoch: vec![7].into(),
            at_ms: 5,
            after: 3,
            through: 4,
            entries: vec![entry],
        };
        claim.sign(&Signer::new(&[3; 32], company), RawRecords::default())
    }

    #[test]
    fn a_manifest_is_worth_something_only_with_the_servers_signature_and_to_its_own_device() {
        let key = |secret| Signer::new(&[secret; 32], CompanyId::new([1; 16])).public();
        let signed = manifest();
        assert!(signed.is_by(&key(3)) && !signed.is_by(&key(4)));
        let bytes = minicbor::to_vec(&signed).unwrap();
        assert_eq!(minicbor::decode::<Manifest>(&bytes).unwrap(), signed);
        let mut other = manifest();
        other.claim.enrolment = EnrolmentId::new([8; 16]);
        assert!(!other.is_by(&key(3)));
        let mut more = manifest();
        more.claim.entries[0].holding = Holding::Nothing;
        assert!(!more.is_by(&key(3)));
    }
}
