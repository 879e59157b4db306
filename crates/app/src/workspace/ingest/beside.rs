//! Which other chains of a device somebody in office has seen it go on in, when he gives a receipt about one.

use facts::{Fact, Gather};
use ledger::evidence::{CLOCK_TOLERANCE_MS, NO_BOOT};
use ledger::{Beside, LogId, Receipt, Record, Seq};
use store::Tx;

use super::super::Workspace;

impl Workspace {
    /// What this device's own receipts say of the other chains: when it saw that laptop go on in them since
    /// it had last seen it go on in this one. Nobody in office, or nothing seen: nothing is said.
    pub(super) fn beside(
        &self,
        tx: &Tx<'_>,
        of: LogId,
        current: LogId,
        now_ms: i64,
    ) -> Result<Option<Beside>, store::Error> {
        if !self.book.is_in_office(&self.identity.enrolment) {
            return Ok(None);
        }
        // Nearly every laptop has one chain: nothing is read for it, or a hand-in would cost what all before it did.
        if tx.chains_beside(of)?.is_empty() {
            return Ok(None);
        }
        let own = tx.held_of(self.log(), Seq::ZERO, usize::MAX)?;
        let mut seen: Vec<(Receipt, &Record)> = own.iter().filter_map(shown).collect();
        seen.retain(|(receipt, _)| receipt.of.enrolment == of.enrolment);
        let here = seen.iter().rposition(|(receipt, _)| receipt.of == of);
        let elsewhere = seen.iter().skip(here.map_or(0, |here| here + 1));
        let gather = Gather::new(tx, &self.book);
        let mut times = Vec::new();
        for (_, given) in elsewhere {
            times.push(gather.evidence(given.envelope())?.corrected_ms);
        }
        // What comes within a few minutes is not told apart: who begins anew brings the rest of his old chain.
        times.retain(|at| *at <= now_ms.saturating_sub(CLOCK_TOLERANCE_MS));
        let (first_ms, last_ms) = (times.iter().min().copied(), times.iter().max().copied());
        Ok(first_ms.map(|_| Beside { current: current.incarnation, first_ms, last_ms }))
    }
}

/// A receipt that was given when the device itself was there.
fn shown(record: &Record) -> Option<(Receipt, &Record)> {
    match Fact::read(record) {
        Ok(Fact::Receipt(receipt)) if receipt.boot != NO_BOOT => Some((receipt, record)),
        _ => None,
    }
}
