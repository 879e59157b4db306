//! Photos travel after the records that name them, one in a piece: whoever is interrupted goes on with the next.
//! A photo is asked for, and brought, under a card or a note that names it.

use ledger::Hash;
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

use crate::sync::message;
use crate::wire::Malformed;

/// Path at which they are exchanged, signed.
pub const PATH: &str = "/v1/photos";

/// Which photo, under which card or note.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Named {
    /// A card that names it, or the entry of a note that does.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub card: [u8; 16],
    /// BLAKE3 of its bytes.
    #[n(1)]
    pub hash: Hash,
    /// The fair in whose notebook the entry is; none for a card.
    #[n(2)]
    pub fair: Option<String>,
}

/// A photo.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Photo {
    /// Which.
    #[n(0)]
    pub named: Named,
    /// Its bytes, at most [`crate::limits::PHOTO_BYTES_MAX`].
    #[n(1)]
    pub bytes: ByteVec,
}

/// One is brought, some are asked for.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode)]
#[cbor(map)]
pub struct Request {
    /// What the device has.
    #[n(0)]
    pub bring: Option<Photo>,
    /// What it lacks, at most [`crate::limits::PHOTOS_WANTED_MAX`].
    #[n(1)]
    pub want: Vec<Named>,
}

/// The answer.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode)]
#[cbor(map)]
pub struct Reply {
    /// Whether the server has the photo that was brought.
    #[n(0)]
    pub taken: bool,
    /// The first of those that were asked for which it has and the device may hold.
    #[n(1)]
    pub photo: Option<Photo>,
}

message!(Request);
message!(Reply);
