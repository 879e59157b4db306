//! Ids, hashes and keys inside payloads.

use std::ops::Deref;

use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

/// An id or a key as a byte string of fixed length.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct IdBytes<const N: usize>([u8; N]);

/// A card's id, an enrolment's id or an identity token.
pub type CardBytes = IdBytes<16>;
/// A record's id, a hash or a key.
pub type RecordBytes = IdBytes<32>;

impl<const N: usize> Default for IdBytes<N> {
    fn default() -> Self {
        Self([0; N])
    }
}

impl<const N: usize> From<[u8; N]> for IdBytes<N> {
    fn from(bytes: [u8; N]) -> Self {
        Self(bytes)
    }
}

impl<const N: usize> Deref for IdBytes<N> {
    type Target = [u8; N];

    fn deref(&self) -> &[u8; N] {
        &self.0
    }
}

impl<C, const N: usize> Encode<C> for IdBytes<N> {
    fn encode<W: encode::Write>(
        &self,
        encoder: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), encode::Error<W::Error>> {
        encoder.bytes(&self.0).map(drop)
    }
}

impl<'b, C, const N: usize> Decode<'b, C> for IdBytes<N> {
    fn decode(decoder: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        let bytes = decoder.bytes()?.try_into();
        bytes.map(Self).map_err(|_| decode::Error::message("a byte string of another length"))
    }
}

/// A card's id for a payload.
pub fn card_bytes(id: domain::CardId) -> CardBytes {
    CardBytes::from(id.0)
}

/// A card's id from a payload.
pub fn card_id(bytes: &CardBytes) -> domain::CardId {
    domain::CardId(**bytes)
}
