//! How much of what costs something is done for one sender, and for all.
//!
//! By his address, and not by whom he says that he is: whoever has the company's secret can say anything of
//! himself, but what is counted here comes with a number that was sent to that address.

use std::collections::BTreeMap;
use std::net::IpAddr;

/// So many for one sender, and so many in all.
#[derive(Clone, Copy)]
pub(in crate::lan) struct Share {
    pub(in crate::lan) each: u32,
    pub(in crate::lan) all: u32,
}

/// A share for every span of time.
pub(in crate::lan) struct Budget {
    share: Share,
    span_ms: u64,
    span: u64,
    used: u32,
    /// No more entries than have been used.
    by: BTreeMap<IpAddr, u32>,
}

impl Budget {
    pub(in crate::lan) fn new(share: Share, span_ms: u64) -> Self {
        Self { share, span_ms, span: 0, used: 0, by: BTreeMap::new() }
    }

    /// Takes one for a sender, if there is one left for him.
    pub(in crate::lan) fn take(&mut self, from: IpAddr, now_ms: u64) -> bool {
        let span = now_ms / self.span_ms;
        if span != self.span {
            (self.span, self.used) = (span, 0);
            self.by.clear();
        }
        let his = self.by.get(&from).copied().unwrap_or(0);
        let left = self.used < self.share.all && his < self.share.each;
        if left {
            self.used += 1;
            self.by.insert(from, his + 1);
        }
        left
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(n: u8) -> IpAddr {
        IpAddr::from([10, 0, 0, n])
    }

    #[test]
    fn a_budget_is_spent_and_comes_back() {
        let mut budget = Budget::new(Share { each: 2, all: 3 }, 1_000);
        assert_eq!([5, 6, 7].map(|ms| budget.take(address(1), ms)), [true, true, false]);
        assert!(budget.take(address(1), 1_000));
    }

    #[test]
    fn whoever_pours_out_takes_nobody_elses_share() {
        let mut budget = Budget::new(Share { each: 2, all: 3 }, 1_000);
        for ms in 0..500 {
            budget.take(address(1), ms);
        }
        assert!(budget.take(address(2), 500), "there is one left for another");
        assert!(!budget.take(address(3), 500), "and for no third: so much in all");
    }
}
