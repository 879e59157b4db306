use domain::CardId;
use facts::certificate::Certificate;
use ledger::Seq;

use crate::workspace::Workspace;
use crate::{Failure, Now};

/// A certificate of the ruling on a card's customer, as this laptop knows it: it rests on what the
/// server registered, or says that it does not.
///
/// # Errors
/// `lead.unknown` when this laptop holds no such card, `store` when the disk fails.
pub fn certify(workspace: &Workspace, now: &Now, card: CardId) -> Result<Vec<u8>, Failure> {
    let store = workspace.store();
    let as_of = workspace.as_of(now);
    let certificate = Certificate::of(store, workspace.book(), card, as_of, |log, seq| {
        let from = Seq(seq.0.saturating_sub(1));
        let mut there = store.held_of(log, from, TWINS_BYTES_MAX)?;
        there.retain(|record| record.envelope().seq == seq);
        Ok(there)
    })?;
    let certificate = certificate.ok_or_else(|| Failure::new("lead.unknown"))?;
    Ok(certificate.encode())
}

/// Enough for the records of one position, in bytes.
const TWINS_BYTES_MAX: usize = 1024 * 1024;
