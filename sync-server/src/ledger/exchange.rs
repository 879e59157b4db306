//! One exchange with a device: what it brings, and what it is told.

use ledger::EnrolmentId;
use protocol::sync::{Reply, Request};

use super::accept::Push;
use super::{Ledger, Trouble};

impl Ledger {
    /// Answers a device that has proven to be `from`. A revoked device, or a leaver's, may still bring
    /// what was signed before (SYN-04), and is told nothing.
    ///
    /// # Errors
    /// [`Trouble`], and then nothing was taken.
    pub fn exchange(&self, from: EnrolmentId, request: &Request) -> Result<Reply, Trouble> {
        let Request { contact, offer, records, past, .. } = request;
        let push = Push { from, contact: *contact, offer, records, past };
        let accepted = self.accept(&push)?;
        let returned = self.returned(from, offer, past)?;
        let page = self.pull(from, &request.epoch, request.cursor)?;
        Ok(Reply {
            now_ms: self.clock.now().0,
            epoch: self.secrets.epoch.to_vec().into(),
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
