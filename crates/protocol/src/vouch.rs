//! Laptops of one company that vouch for each other's chains: four small messages, one datagram each.
//!
//! ```text
//! asker                                    witness
//!   ask (nonce, who) ──▶
//!                        ◀── challenge (that nonce, one of his)
//!   shown (head, clock, his nonce; signed) ──▶
//!                        ◀── given (that nonce, his receipt: a record of his own chain)
//! ```
//!
//! Every datagram is closed with a key that only the company's laptops have ([`crate::circle`]): a stranger learns nothing,
//! and what he sends costs one attempt at opening it. Within the company what is shown is signed by the
//! enrolment's key, and the witness's nonce makes it fresh. A witness keeps nothing until he has been shown
//! a head, and no answer is longer than a datagram. Who sent a datagram nobody can tell, so every answer
//! names the question that it answers by its nonce; one that names none that is open counts for nothing.

use ledger::{BootId, CompanyId, EnrolmentId, LogId, PublicKey, RecordId, Seq, Signer};
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

use crate::wire::Malformed;

const SHOWN_DOMAIN: &[u8] = b"fairlead shown head v1\0";

/// A number that is good for one question.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(transparent)]
pub struct Nonce(#[cbor(n(0), with = "minicbor::bytes")] pub [u8; 16]);

/// Why a witness does not vouch.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(index_only)]
pub enum Declined {
    /// He vouched for this chain a moment ago, or has enough to do: later.
    #[n(0)]
    Later,
    /// He does not know the enrolment: he is to be shown its certificate first.
    #[n(1)]
    Unknown,
    /// He will not: revoked, of the same person, or not as it was signed.
    #[n(2)]
    Never,
}

/// What one laptop says to another.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub enum Message {
    /// Will you vouch for my chain?
    #[n(0)]
    Ask {
        /// To be repeated in the answer.
        #[n(0)]
        nonce: Nonce,
    },
    /// Then show me its end together with this number.
    #[n(1)]
    Challenge {
        /// As asked.
        #[n(0)]
        asked: Nonce,
        /// The witness's.
        #[n(1)]
        nonce: Nonce,
    },
    /// Here it ends.
    #[n(2)]
    Shown(#[n(0)] Shown),
    /// I have seen it: a receipt, as a record of the witness's chain.
    #[n(3)]
    Given {
        /// The encoded record.
        #[n(0)]
        record: ByteVec,
        /// The server's receipt that it cites: what the witness's own clock is worth.
        #[n(1)]
        proof: Option<ByteVec>,
        /// The witness's number, as it was shown.
        #[n(2)]
        shown: Nonce,
    },
    /// I do not vouch.
    #[n(4)]
    Declined {
        /// Why.
        #[n(0)]
        why: Declined,
        /// The witness's number, as it was shown.
        #[n(1)]
        shown: Nonce,
    },
    /// The server's certificate of an enrolment that somebody did not know.
    #[n(5)]
    Introduced {
        /// The encoded record.
        #[n(0)]
        certificate: ByteVec,
        /// The number under which it was asked for.
        #[n(1)]
        shown: Nonce,
    },
}

/// The end of a chain, as its device shows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct End {
    /// Whose company.
    #[n(0)]
    pub company: CompanyId,
    /// The chain.
    #[n(1)]
    pub log: LogId,
    /// Its last position.
    #[n(2)]
    pub through: Seq,
    /// Its last record.
    #[n(3)]
    pub head: RecordId,
    /// The last position that is worth a receipt: what comes after it are receipts that its device gave to
    /// others. Were they worth one, two laptops would vouch for each other's vouching for ever.
    #[n(4)]
    pub news: Seq,
    /// The boot that the device is in.
    #[n(5)]
    pub boot: BootId,
    /// Its monotonic time, milliseconds.
    #[n(6)]
    pub mono_ms: u64,
    /// The witness's number.
    #[n(7)]
    pub nonce: Nonce,
}

/// An end with its device's signature.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Shown {
    #[n(0)]
    end: ByteVec,
    #[cbor(n(1), with = "minicbor::bytes")]
    signature: [u8; 64],
}

impl End {
    /// Signs.
    pub fn show(&self, signer: &Signer) -> Shown {
        let end = minicbor::to_vec(self).expect("encoding into a Vec cannot fail");
        let signature = signer.sign_in(SHOWN_DOMAIN, &end);
        Shown { end: end.into(), signature }
    }
}

impl Shown {
    /// Who says that it is his, and what he says. Nothing of it is believed yet.
    ///
    /// # Errors
    /// [`Malformed`].
    pub fn claims(&self) -> Result<End, Malformed> {
        minicbor::decode(&self.end).map_err(|_| Malformed)
    }

    /// Checks the signature.
    ///
    /// # Errors
    /// [`Malformed`] when it is not by this key.
    pub fn verify(&self, key: &PublicKey) -> Result<End, Malformed> {
        let end = self.claims()?;
        let good = key.verifies_in(SHOWN_DOMAIN, &self.end, &self.signature);
        if good && end.news <= end.through { Ok(end) } else { Err(Malformed) }
    }
}

/// Challenges without a memory: a witness gives as many as he is asked for, and knows his own again for a
/// few seconds.
pub struct Challenges([u8; 32]);

/// How long a challenge is good for at least, in milliseconds; at most twice as long. What a laptop shows of
/// its clock is so old at most when it is put down.
pub const CHALLENGE_MS: u64 = 3_000;

impl Challenges {
    /// Challenges under a secret of this run of the program.
    pub fn new(secret: [u8; 32]) -> Self {
        Self(secret)
    }

    /// The number for somebody at an address, now.
    pub fn give(&self, address: &str, from: EnrolmentId, now_ms: u64) -> Nonce {
        self.in_span(address, from, now_ms / CHALLENGE_MS)
    }

    /// Whether it was given to him a moment ago.
    pub fn knows(&self, nonce: Nonce, address: &str, from: EnrolmentId, now_ms: u64) -> bool {
        let span = now_ms / CHALLENGE_MS;
        let before = span.checked_sub(1).map(|span| self.in_span(address, from, span));
        nonce == self.in_span(address, from, span) || Some(nonce) == before
    }

    fn in_span(&self, address: &str, from: EnrolmentId, span: u64) -> Nonce {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        hasher.update(&span.to_be_bytes()).update(from.as_bytes()).update(address.as_bytes());
        let hash = hasher.finalize();
        Nonce(*hash.as_bytes().first_chunk().expect("a hash is longer"))
    }
}

#[cfg(test)]
mod tests {
    use ledger::Incarnation;

    use super::*;

    const ME: EnrolmentId = EnrolmentId::new([1; 16]);

    fn end() -> End {
        let log = LogId { enrolment: ME, incarnation: Incarnation(1) };
        End {
            company: CompanyId::new([9; 16]),
            log,
            through: Seq(5),
            head: RecordId::new([5; 32]),
            news: Seq(4),
            boot: BootId::new([2; 16]),
            mono_ms: 7,
            nonce: Nonce([3; 16]),
        }
    }

    #[test]
    fn what_is_shown_is_signed_by_its_own_device() {
        let signer = |secret: u8| Signer::new(&[secret; 32], CompanyId::new([9; 16]));
        let shown = end().show(&signer(1));
        assert_eq!(shown.verify(&signer(1).public()), Ok(end()));
        assert_eq!(shown.verify(&signer(2).public()), Err(Malformed));
        let ahead = End { news: Seq(6), ..end() }.show(&signer(1));
        assert_eq!(ahead.verify(&signer(1).public()), Err(Malformed), "news beyond the end");
    }

    #[test]
    fn a_challenge_is_good_for_its_asker_and_for_moments() {
        let challenges = Challenges::new([7; 32]);
        let given = challenges.give("10.0.0.1:9", ME, 10_000);
        assert!(challenges.knows(given, "10.0.0.1:9", ME, 10_000 + CHALLENGE_MS));
        assert!(!challenges.knows(given, "10.0.0.2:9", ME, 10_000));
        assert!(!challenges.knows(given, "10.0.0.1:9", EnrolmentId::new([2; 16]), 10_000));
        assert!(!challenges.knows(given, "10.0.0.1:9", ME, 10_000 + 2 * CHALLENGE_MS));
        assert!(!challenges.knows(given, "10.0.0.1:9", ME, 0));
    }
}
