//! The moment of a call: clocks and chance, as arguments.

use ledger::Stamp;

/// What the host's clocks said when a call began, and fresh randomness for it.
#[derive(Clone, Debug)]
pub struct Now {
    /// Wall clock, boot and monotonic time.
    pub stamp: Stamp,
    /// Fresh randomness; everything random in the call is derived from it.
    pub seed: [u8; 32],
}

impl Now {
    /// Sixteen random bytes, different for every `purpose`.
    pub fn random(&self, purpose: &str) -> [u8; 16] {
        let hash = blake3::derive_key(&format!("fairlead 2026 chance: {purpose}"), &self.seed);
        hash[..16].try_into().expect("sixteen of thirty-two bytes")
    }
}
