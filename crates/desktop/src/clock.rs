//! Clocks and chance.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use app::Now;
use ledger::{BootId, Stamp};
use rand::RngCore;

/// Where a moment comes from: the machine, the demo's server, or a story's script.
pub trait Clock: Send + Sync {
    /// What the clocks say now.
    fn stamp(&self) -> Stamp;
}

/// The moment of a call: clocks and fresh randomness.
pub fn now(clock: &dyn Clock) -> Now {
    Now { stamp: clock.stamp(), seed: random() }
}

/// Thirty-two random bytes from the operating system.
pub fn random() -> [u8; 32] {
    let mut seed = [0; 32];
    rand::rngs::ThreadRng::default().fill_bytes(&mut seed);
    seed
}

/// The machine's own clocks.
///
/// Where the system names its run (Linux), the monotonic clock counts from there, sleep included, so
/// that a restart of the program costs no evidence. Elsewhere each start of the program counts as a run
/// of its own: less evidence, never wrong evidence.
pub struct SystemClock {
    boot: BootId,
    started: Instant,
    started_mono_ms: u64,
}

impl SystemClock {
    /// Reads which run of the system this is.
    pub fn new() -> Self {
        let run = system_run();
        let (boot, started_mono_ms) = run.unwrap_or_else(|| {
            let mut id = [0; 16];
            id.copy_from_slice(&random()[..16]);
            (BootId::new(id), 0)
        });
        Self { boot, started: Instant::now(), started_mono_ms }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    fn stamp(&self) -> Stamp {
        let wall = SystemTime::now().duration_since(UNIX_EPOCH);
        let claimed_ms = match wall {
            Ok(since) => i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
            Err(before) => -i64::try_from(before.duration().as_millis()).unwrap_or(i64::MAX),
        };
        let mono_ms = match system_run() {
            Some((_, mono_ms)) => mono_ms,
            None => {
                let elapsed = self.started.elapsed().as_millis();
                self.started_mono_ms + u64::try_from(elapsed).unwrap_or(u64::MAX)
            }
        };
        Stamp { claimed_ms, boot: self.boot, mono_ms }
    }
}

/// The system's name of its run and the milliseconds since it began, where it tells them.
fn system_run() -> Option<(BootId, u64)> {
    let id = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    let id: String = id.chars().filter(char::is_ascii_hexdigit).collect();
    let uptime = std::fs::read_to_string("/proc/uptime").ok()?;
    let (seconds, hundredths) = uptime.split_whitespace().next()?.split_once('.')?;
    let mono_ms = seconds.parse::<u64>().ok()? * 1000 + hundredths.parse::<u64>().ok()? * 10;
    Some((BootId::from_hex(&id)?, mono_ms))
}
