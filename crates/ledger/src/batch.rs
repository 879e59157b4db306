//! Many signatures at once: checking a frame together costs a third of checking its records one by one.
//!
//! What counts as a signature must not depend on who checks it, or in which company of others: a laptop
//! that takes a record alone and a server that takes it in a frame would part for ever. Both use the
//! rules of ZIP 215, under which one by one and all at once always agree.

use ed25519_zebra::batch::{Item, Verifier};
use rand_core::{CryptoRng, RngCore};

use crate::envelope::Envelope;
use crate::record::{Damage, RawRecord, Record};
use crate::sign::PublicKey;

/// How many signatures stand or fall together. Where one is bad all of them are checked one by one, so
/// this bounds what a bad one costs.
const BATCH: usize = 256;

/// Below this, one by one is as fast.
const FEW: usize = 4;

const COEFFICIENTS: &str = "fairlead 2026 batch coefficients v1";

/// A record that does not verify, as it came, and why.
pub type Bad = Box<(RawRecord, Damage)>;

/// Checks signatures and parts of many records, each with its key. Answers in their order; a bad one
/// changes nothing for the others.
pub fn verify_all(
    raws: impl IntoIterator<Item = (RawRecord, PublicKey)>,
) -> Vec<Result<Record, Bad>> {
    let mut verified = Vec::new();
    let mut raws = raws.into_iter().peekable();
    while raws.peek().is_some() {
        let read: Vec<_> = raws.by_ref().take(BATCH).map(Unchecked::read).collect();
        let together = read.len() >= FEW && all_sound(read.iter().flatten());
        verified.extend(read.into_iter().map(|read| read.and_then(|read| read.assemble(together))));
    }
    verified
}

struct Unchecked {
    raw: RawRecord,
    key: PublicKey,
    envelope: Envelope,
    item: Item,
}

impl Unchecked {
    fn read((raw, key): (RawRecord, PublicKey)) -> Result<Self, Bad> {
        match raw.envelope() {
            Ok(envelope) => Ok(Self { item: raw.signed_by(&key), key, envelope, raw }),
            Err(damage) => Err(Box::new((raw, damage))),
        }
    }

    fn assemble(self, sound: bool) -> Result<Record, Bad> {
        if !sound && self.item.verify_single().is_err() {
            return Err(Box::new((self.raw, Damage::BadSignature)));
        }
        Record::assemble(self.raw, self.envelope)
    }
}

fn all_sound<'a>(unchecked: impl Iterator<Item = &'a Unchecked>) -> bool {
    let mut batch = Verifier::new();
    let mut seed = blake3::Hasher::new_derive_key(COEFFICIENTS);
    for Unchecked { raw, key, item, .. } in unchecked {
        // All that is checked: whoever wants to know a coefficient has to choose the signatures first.
        seed.update(&key.to_bytes());
        raw.absorb(&mut seed);
        batch.queue(item.clone());
    }
    batch.verify(Coefficients(seed.finalize_xof())).is_ok()
}

/// What the batch multiplies the signatures with, drawn from the batch itself: nothing here draws lots.
struct Coefficients(blake3::OutputReader);

impl CryptoRng for Coefficients {}

impl RngCore for Coefficients {
    fn next_u32(&mut self) -> u32 {
        rand_core::impls::next_u32_via_fill(self)
    }

    fn next_u64(&mut self) -> u64 {
        rand_core::impls::next_u64_via_fill(self)
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        self.0.fill(bytes);
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}
