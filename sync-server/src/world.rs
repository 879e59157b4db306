//! The two things that no function here may reach for by itself: the time, and chance.
//!
//! `main` gives the real ones, tests and the scenario runner their own. Closures will do.

use domain::time::Instant;

/// Says what time it is. The server's clock is the company's clock (DUP-06).
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Instant;
}

impl<F: Fn() -> Instant + Send + Sync> Clock for F {
    fn now(&self) -> Instant {
        self()
    }
}

/// Unpredictable bytes, for keys, codes and salts.
pub trait Random: Send + Sync {
    /// Fills the whole slice.
    fn fill(&self, bytes: &mut [u8]);
}

impl<F: Fn(&mut [u8]) + Send + Sync> Random for F {
    fn fill(&self, bytes: &mut [u8]) {
        self(bytes);
    }
}

/// As many bytes as the place they go to holds.
pub(crate) fn draw<const N: usize>(random: &dyn Random) -> [u8; N] {
    let mut bytes = [0; N];
    random.fill(&mut bytes);
    bytes
}
