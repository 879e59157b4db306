//! One exchange with a device: what it brings, and what it is told.

use ledger::EnrolmentId;
use protocol::sync::{Reply, Request};

use super::accept::Push;
use super::{Ledger, Trouble, standing};

impl Ledger {
    /// Answers a device that has proven to be `from`. A revoked device, or a leaver's, may still bring
    /// what was signed before (SYN-04), and is told nothing.
    ///
    /// # Errors
    /// [`Trouble`], and then nothing was taken.
    pub fn exchange(&self, from: EnrolmentId, request: &Request) -> Result<Reply, Trouble> {
        self.heed(request)?;
        let Request { contact, offer, records, past, .. } = request;
        let (contact, had) = (*contact, request.had.as_ref());
        let accepted = self.accept(&Push { from, contact, offer, records, past, had })?;
        let returned = self.returned(from, offer, past)?;
        let judged = self.judge(from, &request.brought)?;
        let page = self.pull(from, &request.epoch, request.cursor, request.heard)?;
        let read = self.storage.read()?;
        let checkpoint = standing::checkpoint(&*read, &self.secrets, self.clock.now())?;
        let lost = self.lost(&*read, &request.epoch)?;
        Ok(Reply {
            now_ms: checkpoint.claim.at_ms,
            epoch: checkpoint.claim.epoch.clone(),
            mark: Some(checkpoint.mark()),
            lost,
            holdings: page.holdings,
            judged: judged.into_iter().map(|card| card.0.into()).collect(),
            has: accepted.has,
            wants_parts: accepted.wants_parts,
            refused: accepted.refused,
            feed: page.records,
            cursor: page.cursor,
            more: page.more,
            returned,
            token: accepted.turned.token,
            copied: accepted.turned.copied,
        })
    }
}
