//! The true time, and what laptops think it is.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use domain::time::{Day, Instant, TimeOfDay, Zone};
use ledger::{BootId, Stamp};

/// An instant on the first day of the fair.
pub fn on(time: &str) -> Instant {
    on_day("2026-03-12", time)
}

/// An instant in Shanghai.
pub fn on_day(day: &str, time: &str) -> Instant {
    let zone = Zone::named("Asia/Shanghai").expect("a zone");
    zone.at(Day::parse(day).expect("a day"), TimeOfDay::parse(time).expect("a time"))
}

/// The true time. It stands until somebody moves it, and it is the server's clock.
#[derive(Clone, Debug)]
pub struct TrueTime(Arc<AtomicI64>);

impl TrueTime {
    /// Begins at an instant.
    pub fn at(now: Instant) -> Self {
        Self(Arc::new(AtomicI64::new(now.0)))
    }

    /// What time it is.
    pub fn now(&self) -> Instant {
        Instant(self.0.load(Ordering::SeqCst))
    }

    /// Moves to an instant.
    pub fn set(&self, now: Instant) {
        self.0.store(now.0, Ordering::SeqCst);
    }

    /// Lets minutes pass.
    pub fn pass_minutes(&self, minutes: i64) {
        self.0.fetch_add(minutes * 60_000, Ordering::SeqCst);
    }
}

impl sync_server::Clock for TrueTime {
    fn now(&self) -> Instant {
        Self::now(self)
    }
}

/// A laptop's clocks: the monotonic one runs with the true time since the last boot, the wall clock
/// shows what somebody once set it to.
#[derive(Debug)]
pub struct LaptopClock {
    time: TrueTime,
    shift_ms: AtomicI64,
    boot: Mutex<(BootId, Instant)>,
}

impl LaptopClock {
    /// A laptop that was switched on an hour ago, with a good clock.
    pub fn new(time: &TrueTime) -> Self {
        let boot = Mutex::new((any_boot(), time.now().plus_hours(-1)));
        Self { time: time.clone(), shift_ms: AtomicI64::new(0), boot }
    }

    /// Sets the wall clock to show `shown` now.
    pub fn show(&self, shown: Instant) {
        self.shift_ms.store(shown.ms_since(self.time.now()), Ordering::SeqCst);
    }

    /// Switches it off and on again.
    pub fn reboot(&self) {
        *self.boot.lock().expect("one test") = (any_boot(), self.time.now().plus_minutes(-1));
    }
}

impl desktop::clock::Clock for LaptopClock {
    fn stamp(&self) -> Stamp {
        let now = self.time.now();
        let (boot, booted) = *self.boot.lock().expect("one test");
        Stamp {
            claimed_ms: now.0 + self.shift_ms.load(Ordering::SeqCst),
            boot,
            mono_ms: u64::try_from(now.ms_since(booted)).unwrap_or(0),
        }
    }
}

fn any_boot() -> BootId {
    BootId::from_slice(&desktop::clock::random()[..16]).expect("sixteen bytes")
}
