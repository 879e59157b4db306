//! Processor time, of all threads of this process.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// What a number of records cost.
#[derive(Clone, Copy)]
pub struct Cost {
    records: usize,
    spent: Duration,
}

impl Cost {
    /// Of nothing.
    pub const NOTHING: Self = Self { records: 0, spent: Duration::ZERO };

    /// Of doing something with so many records.
    pub fn of(records: usize, work: impl FnOnce()) -> Self {
        let before = spent();
        work();
        Self { records, spent: spent() - before }
    }

    /// Milliseconds of each.
    pub fn milliseconds_each(self) -> f64 {
        self.spent.as_secs_f64() * 1_000.0 / self.records as f64
    }

    /// Of doing one after the other with the same records.
    pub fn and(self, other: Self) -> Self {
        Self { spent: self.spent + other.spent, ..self }
    }

    /// Of doing the same with other records too.
    pub fn beside(self, other: Self) -> Self {
        Self { records: self.records + other.records, spent: self.spent + other.spent }
    }

    /// Records in a second of one core.
    pub fn per_second(self) -> u64 {
        (self.records as f64 / self.spent.as_secs_f64()) as u64
    }

    /// How many times as much as another.
    pub fn times(self, other: Self) -> f64 {
        self.spent.as_secs_f64() / other.spent.as_secs_f64()
    }

    /// How many times as much one record cost as one of another's.
    pub fn times_each(self, other: Self) -> f64 {
        self.times(other) * other.records as f64 / self.records as f64
    }
}

/// Milliseconds of doing something once.
pub fn milliseconds(work: impl FnOnce()) -> f64 {
    Cost::of(1, work).milliseconds_each()
}

fn spent() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(
        u64::try_from(time.tv_sec).expect("time spent is no debt"),
        u32::try_from(time.tv_nsec).expect("nanoseconds of a second"),
    )
}
