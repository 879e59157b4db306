//! Checkpoints: the server's signed word on how far its order of arrivals has come.
//!
//! Every reply brings one and every device keeps the newest, so that many hold a witness. Whoever shows
//! the server a checkpoint that it does not know proves that its store was set back, and whoever audits a
//! store can hold it against what was once signed.

use ledger::{CompanyId, Hash, Incarnation, PublicKey, Seq, Signer};
use minicbor::{Decode, Encode};

use crate::sync::{Epoch, Reply, message};
use crate::wire::Malformed;

/// Path at which anybody learns whose server it is: a checkpoint of the beginning.
pub const PATH: &str = "/v1/checkpoint";

const DOMAIN: &[u8] = b"fairlead checkpoint v1\0";

/// What a checkpoint says.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Claim {
    /// Whose server.
    #[n(0)]
    pub company: CompanyId,
    /// Which of its stores.
    #[n(1)]
    pub epoch: Epoch,
    /// The server's clock, milliseconds since 1970 UTC.
    #[n(2)]
    pub at_ms: i64,
    /// How far the order of arrivals has come.
    #[n(3)]
    pub progress: Progress,
}

/// How far a store has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Progress {
    /// The newest arrival.
    #[n(0)]
    pub position: u64,
    /// The hash of the order of arrivals through it.
    #[n(1)]
    pub hash: Hash,
    /// The last record of the server's own chain.
    #[n(2)]
    pub own: Seq,
    /// Which of its chains that is.
    #[n(5)]
    pub chain: Incarnation,
    /// The last official number (OWN-09).
    #[n(3)]
    pub numbered: u64,
    /// The newest arrival that is inside a verified backup.
    #[n(4)]
    pub backed_up: u64,
}

/// A checkpoint with the server's signature.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Checkpoint {
    /// What it says.
    #[n(0)]
    pub claim: Claim,
    /// The server's signature.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub signature: [u8; 64],
}

message!(Checkpoint);

/// A checkpoint inside a reply, which says the rest of it: idle exchanges stay small.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Mark {
    /// How far.
    #[n(0)]
    pub progress: Progress,
    /// The server's signature over the whole.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub signature: [u8; 64],
}

/// A checkpoint as a device names it: enough for the server to know whether it knows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Seen {
    /// Its position.
    #[n(0)]
    pub position: u64,
    /// Its hash.
    #[n(1)]
    pub hash: Hash,
}

impl Claim {
    fn message(&self) -> Vec<u8> {
        minicbor::to_vec(self).expect("encoding into a Vec cannot fail")
    }

    /// Signs.
    pub fn sign(self, signer: &Signer) -> Checkpoint {
        let signature = signer.sign_in(DOMAIN, &self.message());
        Checkpoint { claim: self, signature }
    }
}

impl Checkpoint {
    /// The checkpoint of a reply to a device of this company; `None` from a server without any.
    pub fn of(reply: &Reply, company: CompanyId) -> Option<Self> {
        let Mark { progress, signature } = reply.mark.clone()?;
        let (epoch, at_ms) = (reply.epoch.clone(), reply.now_ms);
        Some(Self { claim: Claim { company, epoch, at_ms, progress }, signature })
    }

    /// Whether the server with this key has signed it.
    pub fn is_by(&self, server: &PublicKey) -> bool {
        server.verifies_in(DOMAIN, &self.claim.message(), &self.signature)
    }

    /// How a device names it.
    pub fn seen(&self) -> Seen {
        Seen { position: self.claim.progress.position, hash: self.claim.progress.hash }
    }

    /// Whether a later one of the same store contradicts it: less has arrived, or something else.
    pub fn is_contradicted_by(&self, later: &Self) -> bool {
        let (before, after) = (&self.claim.progress, &later.claim.progress);
        self.claim.epoch == later.claim.epoch
            && (after.position < before.position
                || after.position == before.position && after.hash != before.hash)
    }

    /// What a reply carries of it.
    pub fn mark(&self) -> Mark {
        Mark { progress: self.claim.progress, signature: self.signature }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(position: u64, hash: u8) -> Checkpoint {
        let hash = Hash::new([hash; 32]);
        let chain = Incarnation(1);
        let progress = Progress { position, hash, own: Seq(1), chain, numbered: 0, backed_up: 0 };
        let company = CompanyId::new([1; 16]);
        let claim = Claim { company, epoch: vec![7].into(), at_ms: 5, progress };
        claim.sign(&Signer::new(&[3; 32], company))
    }

    #[test]
    fn a_checkpoint_is_worth_something_only_with_the_servers_signature() {
        let key = |secret| Signer::new(&[secret; 32], CompanyId::new([1; 16])).public();
        let checkpoint = at(4, 1);
        assert!(checkpoint.is_by(&key(3)) && !checkpoint.is_by(&key(4)));
        let read = Checkpoint::decode(&checkpoint.encode()).unwrap();
        assert!(read.is_by(&key(3)));
        let mut raised = checkpoint;
        raised.claim.progress.position = 5;
        assert!(!raised.is_by(&key(3)));
    }

    #[test]
    fn a_store_only_grows_and_never_says_two_things_about_one_position() {
        assert!(at(4, 1).is_contradicted_by(&at(3, 1)));
        assert!(at(4, 1).is_contradicted_by(&at(4, 2)));
        assert!(!at(4, 1).is_contradicted_by(&at(4, 1)));
        assert!(!at(4, 1).is_contradicted_by(&at(5, 2)));
    }
}
