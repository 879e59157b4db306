//! What a person is told of his laptop's clock. A wrong clock costs him nothing: every signing time is
//! corrected. So he is told once, and again when it is wrong by something else.

use super::Workspace;
use crate::{Failure, Now};

/// Under which name it is kept how far the clock was off when its person was told.
const TOLD: &str = "clock_told";

/// From here on it is worth a word. Signatures closer than minutes are a tie anyway (DUP-06).
const WORTH_TELLING_MS: u64 = 60_000;

impl Workspace {
    /// How far this laptop's clock is off by the best estimate of the time, milliseconds; positive is fast.
    /// `None` before the first contact with the server.
    pub fn clock_off_ms(&self, now: &Now) -> Option<i64> {
        self.last_contact()?;
        Some(now.stamp.claimed_ms.saturating_sub(self.as_of(now).0))
    }

    /// The same, where its person is to be told.
    pub(crate) fn clock_to_tell(&self, now: &Now) -> Result<Option<i64>, Failure> {
        let told = self.store.read(|snapshot| snapshot.meta(TOLD))?;
        let told = told.and_then(|bytes| bytes.try_into().ok()).map_or(0, i64::from_be_bytes);
        let off_ms = self.clock_off_ms(now).filter(|off_ms| {
            let other = off_ms.abs_diff(told) >= WORTH_TELLING_MS;
            off_ms.unsigned_abs() >= WORTH_TELLING_MS && other
        });
        Ok(off_ms)
    }

    /// He has put it away.
    pub(crate) fn clock_was_told(&mut self, now: &Now) -> Result<(), Failure> {
        let Some(off_ms) = self.clock_to_tell(now)? else { return Ok(()) };
        Ok(self.store.write(|tx| tx.put_meta(TOLD, &off_ms.to_be_bytes()))?)
    }
}
