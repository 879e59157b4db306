use argon2::Params;
use minicbor::{Decode, Encode};

use super::VaultError;

/// What one guess at a passphrase costs (Argon2id).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct KdfCost {
    /// Memory, in KiB.
    #[n(0)]
    pub memory_kib: u32,
    /// Passes over it.
    #[n(1)]
    pub passes: u32,
    /// Lanes.
    #[n(2)]
    pub lanes: u32,
}

impl Default for KdfCost {
    /// 64 MiB, three passes, one lane: about a quarter of a second on a laptop.
    fn default() -> Self {
        Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 }
    }
}

impl KdfCost {
    /// The least that is accepted, in a file as well as for a new one: OWASP's minimum.
    pub const FLOOR: Self = Self { memory_kib: 19 * 1024, passes: 2, lanes: 1 };

    /// The most: a file that asks for more keeps its owner out, not the thief.
    pub const CEILING: Self = Self { memory_kib: 1024 * 1024, passes: 64, lanes: 16 };

    /// Argon2's parameters.
    pub(super) fn params(self) -> Result<Params, VaultError> {
        let (floor, ceiling) = (Self::FLOOR, Self::CEILING);
        let within = (floor.memory_kib..=ceiling.memory_kib).contains(&self.memory_kib)
            && (floor.passes..=ceiling.passes).contains(&self.passes)
            && (floor.lanes..=ceiling.lanes).contains(&self.lanes);
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32));
        params.ok().filter(|_| within).ok_or(VaultError::CostOutOfRange(self))
    }
}
