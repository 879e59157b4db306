//! Laptops of one company that ask each other, while a card is being typed, whether a colleague has signed one
//! of the same customer.
//!
//! ```text
//! asker                                        asked
//!   knock (nonce) ──▶
//!                        ◀── open (that nonce, one of his, his table and how long it is)
//!   more (his nonce, from) ──▶
//!                        ◀── page (entries of the table)          until the asker has it all
//!   asked (points, his nonce; signed) ──▶
//!                        ◀── answered (the points under his secret)
//! ```
//!
//! The asked learns nothing of what is asked, not even whether he has it; the asker learns of the other's cards
//! only those that he asks for ([`blind`]), and of those what an entry of the table says ([`table`]). Each
//! question costs him an answer, which is counted against the person who signed it. Datagrams are closed as
//! those of [`crate::vouch`] are: for anybody else they are noise. Nothing that is said here is a fact, and
//! nothing is decided by it.

pub mod blind;
pub mod table;

use ledger::{CompanyId, EnrolmentId, PublicKey, Signer};
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

use crate::circle::{Circle, DRAWN_BYTES};
use crate::limits::VOUCH_BYTES_MAX;
use crate::vouch::Nonce;
use crate::wire::Malformed;
use blind::{POINTS, Point};
use table::TableId;

/// First bytes of a datagram.
const MAGIC: &[u8; 4] = b"FLH1";
const QUESTION_DOMAIN: &[u8] = b"fairlead question v1\0";

/// What one laptop says to another.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub enum Message {
    /// May I ask?
    #[n(0)]
    Knock {
        /// To be repeated in the answer.
        #[n(0)]
        nonce: Nonce,
    },
    /// Ask with this number.
    #[n(1)]
    Open {
        /// As knocked.
        #[n(0)]
        asked: Nonce,
        /// The asked's.
        #[n(1)]
        nonce: Nonce,
        /// His table.
        #[n(2)]
        table: TableId,
        /// How many entries it has.
        #[n(3)]
        entries: u32,
    },
    /// The table from here on, please.
    #[n(2)]
    More {
        /// The asked's number.
        #[n(0)]
        nonce: Nonce,
        /// From which entry.
        #[n(1)]
        from: u32,
    },
    /// Entries of the table.
    #[n(3)]
    Page {
        /// The asked's number.
        #[n(0)]
        nonce: Nonce,
        /// Of which table.
        #[n(1)]
        table: TableId,
        /// From which entry.
        #[n(2)]
        from: u32,
        /// The entries, one after the other.
        #[n(3)]
        entries: ByteVec,
    },
    /// A question.
    #[n(4)]
    Asked(#[n(0)] Asked),
    /// Its points under the asked's secret.
    #[n(5)]
    Answered {
        /// The asked's number.
        #[n(0)]
        nonce: Nonce,
        /// The points, in the order of the question.
        #[n(1)]
        points: ByteVec,
    },
}

/// What is asked: points that say nothing to whoever did not blind them.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Question {
    /// Whose company.
    #[n(0)]
    pub company: CompanyId,
    /// Who asks.
    #[n(1)]
    pub by: EnrolmentId,
    /// The asked's number.
    #[n(2)]
    pub nonce: Nonce,
    /// As many points as there are marks at most, whatever is asked.
    #[n(3)]
    pub points: ByteVec,
}

/// A question with its device's signature: it is counted against him.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Asked {
    #[n(0)]
    question: ByteVec,
    #[cbor(n(1), with = "minicbor::bytes")]
    signature: [u8; 64],
}

impl Question {
    /// Signs.
    pub fn sign(&self, signer: &Signer) -> Asked {
        let question = minicbor::to_vec(self).expect("encoding into a Vec cannot fail");
        let signature = signer.sign_in(QUESTION_DOMAIN, &question);
        Asked { question: question.into(), signature }
    }
}

impl Asked {
    /// What is asked, and by whom it is said to be. Nothing of it is believed yet.
    ///
    /// # Errors
    /// [`Malformed`].
    pub fn claims(&self) -> Result<Question, Malformed> {
        minicbor::decode(&self.question).map_err(|_| Malformed)
    }

    /// Checks the signature.
    ///
    /// # Errors
    /// [`Malformed`] when it is not by this key.
    pub fn verify(&self, key: &PublicKey) -> Result<Question, Malformed> {
        let good = key.verifies_in(QUESTION_DOMAIN, &self.question, &self.signature);
        if good { self.claims() } else { Err(Malformed) }
    }
}

/// Whether a datagram says that it is one of these.
pub fn is_one(datagram: &[u8]) -> bool {
    datagram.starts_with(MAGIC)
}

/// A datagram, under a number that is never drawn again.
pub fn close(
    circle: &Circle,
    from: EnrolmentId,
    message: &Message,
    drawn: &[u8; DRAWN_BYTES],
) -> Vec<u8> {
    circle.seal(MAGIC, from, message, drawn)
}

/// Who says that he sent a datagram, and what.
///
/// # Errors
/// [`Malformed`] for everything that none of the company's laptops has closed.
pub fn open(circle: &Circle, datagram: &[u8]) -> Result<(EnrolmentId, Message), Malformed> {
    if datagram.len() > VOUCH_BYTES_MAX {
        return Err(Malformed);
    }
    circle.unseal(MAGIC, datagram)
}

/// Points as they travel.
pub fn packed(points: &[Point; POINTS]) -> ByteVec {
    points.concat().into()
}

/// The reverse of [`packed`].
///
/// # Errors
/// [`Malformed`] for anything but so many points.
pub fn unpacked(bytes: &[u8]) -> Result<[Point; POINTS], Malformed> {
    let (points, rest) = bytes.as_chunks();
    points.try_into().ok().filter(|_| rest.is_empty()).ok_or(Malformed)
}
