//! How much one phone may ask, and all of them together. Measured by the laptop's monotonic clock.

use std::collections::HashMap;
use std::net::IpAddr;

/// So many addresses are remembered; then the one that was silent longest is forgotten.
const ADDRESSES_MAX: usize = 1024;

/// A bucket: so many at once, and one more after each `refill_ms`.
#[derive(Clone, Copy, Debug)]
struct Allowance {
    at_once: u64,
    refill_ms: u64,
}

/// What a phone asks for: a form, a few mistakes, the language, thanks.
const ASKING: Allowance = Allowance { at_once: 40, refill_ms: 1_000 };
/// What leads nowhere: whoever guesses at codes is soon refused.
const MISSING: Allowance = Allowance { at_once: 20, refill_ms: 30_000 };
/// Forms that one phone sends: a visitor's own, and his colleagues'.
const SENDING: Allowance = Allowance { at_once: 5, refill_ms: 120_000 };
/// All phones together.
const ASKING_ALL: Allowance = Allowance { at_once: 400, refill_ms: 50 };
const SENDING_ALL: Allowance = Allowance { at_once: 60, refill_ms: 5_000 };

/// What was taken out of a bucket, as milliseconds until it is full again.
#[derive(Clone, Copy, Debug, Default)]
struct Bucket {
    full_ms: u64,
}

impl Bucket {
    fn has(&self, allowance: Allowance, now_ms: u64) -> bool {
        let owed_ms = self.full_ms.saturating_sub(now_ms);
        owed_ms + allowance.refill_ms <= allowance.at_once * allowance.refill_ms
    }

    fn take(&mut self, allowance: Allowance, now_ms: u64) {
        self.full_ms = self.full_ms.max(now_ms) + allowance.refill_ms;
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Buckets {
    asking: Bucket,
    missing: Bucket,
    sending: Bucket,
    seen_ms: u64,
}

/// What was asked for lately, by whom.
#[derive(Debug, Default)]
pub(super) struct Flood {
    by: HashMap<IpAddr, Buckets>,
    asking: Bucket,
    sending: Bucket,
}

impl Flood {
    /// Whether an address may ask for something now.
    pub(super) fn may_ask(&mut self, from: IpAddr, now_ms: u64) -> bool {
        let his = self.of(from, now_ms);
        let may = his.asking.has(ASKING, now_ms) && his.missing.has(MISSING, now_ms);
        if !may || !self.asking.has(ASKING_ALL, now_ms) {
            return false;
        }
        self.of(from, now_ms).asking.take(ASKING, now_ms);
        self.asking.take(ASKING_ALL, now_ms);
        true
    }

    /// It led nowhere.
    pub(super) fn missed(&mut self, from: IpAddr, now_ms: u64) {
        self.of(from, now_ms).missing.take(MISSING, now_ms);
    }

    /// Whether an address may send a form now.
    pub(super) fn may_send(&mut self, from: IpAddr, now_ms: u64) -> bool {
        let may = self.of(from, now_ms).sending.has(SENDING, now_ms);
        if !may || !self.sending.has(SENDING_ALL, now_ms) {
            return false;
        }
        self.of(from, now_ms).sending.take(SENDING, now_ms);
        self.sending.take(SENDING_ALL, now_ms);
        true
    }

    fn of(&mut self, from: IpAddr, now_ms: u64) -> &mut Buckets {
        if self.by.len() >= ADDRESSES_MAX && !self.by.contains_key(&from) {
            let silent = self.by.iter().min_by_key(|(_, buckets)| buckets.seen_ms);
            if let Some(silent) = silent.map(|(address, _)| *address) {
                self.by.remove(&silent);
            }
        }
        let buckets = self.by.entry(from).or_default();
        buckets.seen_ms = now_ms;
        buckets
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(n: u32) -> IpAddr {
        IpAddr::V4(std::net::Ipv4Addr::from_bits(0x0a00_0000 + n))
    }

    #[test]
    fn a_phone_sends_a_few_forms_and_then_one_every_two_minutes() {
        let mut flood = Flood::default();
        let sent = (0..100).filter(|_| flood.may_send(address(1), 0)).count();
        assert_eq!(sent, 5);
        assert!(flood.may_send(address(2), 0), "another phone is not held up");
        assert!(!flood.may_send(address(1), 119_999));
        assert!(flood.may_send(address(1), 120_000));
        assert!(!flood.may_send(address(1), 120_001));
    }

    #[test]
    fn many_phones_together_are_held_up_too_and_nothing_grows() {
        let mut flood = Flood::default();
        let sent = (0..5_000).filter(|n| flood.may_send(address(*n), 0)).count();
        assert_eq!(sent, 60);
        assert_eq!(flood.by.len(), ADDRESSES_MAX);
    }

    #[test]
    fn whoever_guesses_is_soon_refused() {
        let mut flood = Flood::default();
        let tried = (0..1_000)
            .filter(|_| {
                let may = flood.may_ask(address(1), 0);
                if may {
                    flood.missed(address(1), 0);
                }
                may
            })
            .count();
        assert_eq!(tried, 20);
        assert!(flood.may_ask(address(2), 0), "another phone is not held up");
        assert!(flood.may_ask(address(1), 30_000));
    }
}
