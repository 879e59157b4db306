//! How the server writes its own records: receipts, numbers, registrations, certificates.

use ledger::{BootId, Head, Part, Record, Stamp, Unsigned};

use domain::time::Instant;

use super::secrets::Secrets;
use super::standing::Standing;
use crate::storage::{StorageError, Write};
use crate::world::{Random, draw};

/// The author of everything that the server signs.
pub(crate) const AUTHOR: &str = "server";

/// One run of the server: what stands for a boot in its stamps.
#[derive(Clone, Copy)]
pub(crate) struct Run {
    pub(crate) boot: BootId,
    pub(crate) started: Instant,
}

impl Run {
    pub(crate) fn begin(now: Instant, random: &dyn Random) -> Self {
        Self { boot: BootId::new(draw(random)), started: now }
    }
}

/// Continues the server's chain inside one transaction.
pub(crate) struct Pen<'a> {
    secrets: &'a Secrets,
    random: &'a dyn Random,
    stamp: Stamp,
    head: Head,
}

impl<'a> Pen<'a> {
    /// Takes up the chain where it ends. The company's clock never goes back, even if the machine's
    /// does: receipts are compared by it.
    pub(crate) fn take_up(
        secrets: &'a Secrets,
        random: &'a dyn Random,
        run: Run,
        now: Instant,
        write: &dyn Write,
    ) -> Result<Self, StorageError> {
        let standing = Standing::of(write, secrets)?;
        let head = write.head(standing.log)?;
        let last = match head.last {
            Some(id) => write.record(&id)?.map(|record| record.envelope().stamp.claimed_ms),
            None => None,
        };
        let not_before = last.map_or(standing.not_before.0, |last| last.max(standing.not_before.0));
        let stamp = Stamp {
            claimed_ms: now.0.max(not_before),
            boot: run.boot,
            mono_ms: now.ms_since(run.started).max(0).unsigned_abs(),
        };
        Ok(Self { secrets, random, stamp, head })
    }

    /// The time that everything written here bears.
    pub(crate) fn now(&self) -> Instant {
        Instant(self.stamp.claimed_ms)
    }

    /// Signs a fact and appends it.
    pub(crate) fn write(
        &mut self,
        write: &mut dyn Write,
        kind: &str,
        ranking: Vec<u8>,
    ) -> Result<Record, StorageError> {
        let unsigned = Unsigned {
            author: AUTHOR.to_owned(),
            kind: kind.to_owned(),
            stamp: self.stamp,
            anchors: Vec::new(),
            policy: None,
            ranking: Some(Part { salt: draw(self.random), bytes: ranking.into() }),
            content: None,
        };
        let record = self.secrets.signer.sign(&self.head, unsigned);
        write.append(&record)?;
        self.head = Head::after(&record);
        Ok(record)
    }
}
