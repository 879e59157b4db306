//! Which of its stores this is, and which of its chains the server continues.
//!
//! A store that was set back must not go on as if nothing had happened: it would write its own chain a
//! second time and give numbers twice. So it gets a new *epoch*, in which cursors and checkpoints of
//! before mean nothing, and the server begins a new *incarnation* of its own log (decision 0010).

use std::collections::BTreeSet;

use domain::time::Instant;
use ledger::{Hash, Incarnation, LogId, Seq};
use minicbor::{Decode, Encode};
use protocol::checkpoint::{Checkpoint, Claim, Progress};

use super::secrets::Secrets;
use super::{Trouble, number};
use crate::storage::{Position, Read, StorageError, Write, order};

pub(crate) const EPOCH: &str = "store.epoch";
const PAST: &str = "store.past";
const INCARNATION: &str = "server.incarnation";
const NOT_BEFORE: &str = "server.not_before";
const BACKED_UP: &str = "store.backed_up";

/// An epoch that has ended.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub(super) struct Past {
    /// Its name.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub(super) epoch: [u8; 16],
    /// The last arrival of it that is held.
    #[n(1)]
    pub(super) through: Position,
    /// The server's chain in it.
    #[n(2)]
    pub(super) chain: Incarnation,
}

/// Where a store stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Standing {
    /// Names the store.
    pub(super) epoch: [u8; 16],
    /// The stores that it came from, oldest first.
    pub(super) past: Vec<Past>,
    /// The chain that the server continues.
    pub(super) log: LogId,
    /// The time of its last record in chains before this one, which no later record may precede.
    pub(super) not_before: Instant,
}

impl Standing {
    /// Reads it.
    pub(super) fn of(read: &dyn Read, secrets: &Secrets) -> Result<Self, StorageError> {
        let damaged = || StorageError::Damaged { what: "standing" };
        let epoch = read.value(EPOCH)?.unwrap_or_else(|| vec![0; 16]);
        let past = match read.value(PAST)? {
            Some(bytes) => minicbor::decode(&bytes).map_err(|_| damaged())?,
            None => Vec::new(),
        };
        let incarnation = match read.value(INCARNATION)? {
            Some(bytes) => u32::from_be_bytes(bytes.try_into().map_err(|_| damaged())?),
            None => 1,
        };
        let not_before = match read.value(NOT_BEFORE)? {
            Some(bytes) => i64::from_be_bytes(bytes.try_into().map_err(|_| damaged())?),
            None => i64::MIN,
        };
        Ok(Self {
            epoch: epoch.try_into().map_err(|_| damaged())?,
            past,
            log: LogId { enrolment: secrets.enrolment(), incarnation: Incarnation(incarnation) },
            not_before: Instant(not_before),
        })
    }

    /// Begins another epoch, and another chain of the server's own. A witness may be of an epoch that this
    /// store has never heard of, because it was set back to before that began.
    pub(super) fn begin_anew(
        &self,
        write: &mut dyn Write,
        epoch: [u8; 16],
        not_before: Instant,
        witness: Option<&Claim>,
    ) -> Result<(), StorageError> {
        let (mut past, chain) = (self.past.clone(), self.log.incarnation);
        past.push(Past { epoch: self.epoch, through: write.newest()?, chain });
        let unheard =
            witness.filter(|claim| past.iter().all(|past| past.epoch[..] != claim.epoch[..]));
        if let Some((claim, epoch)) = unheard.and_then(|c| Some((c, c.epoch[..].try_into().ok()?)))
        {
            past.push(Past { epoch, through: 0, chain: claim.progress.chain });
        }
        let known = past.iter().map(|past| past.chain.0).max().unwrap_or(0);
        let past = minicbor::to_vec(&past).expect("encoding into a Vec cannot fail");
        write.set_value(PAST, &past)?;
        write.set_value(EPOCH, &epoch)?;
        // There may have been chains that nobody here remembers. None was begun after now.
        let by_time = u32::try_from(not_before.0 / MINUTE_MS).unwrap_or(0);
        let incarnation = known.max(by_time).saturating_add(1);
        write.set_value(INCARNATION, &incarnation.to_be_bytes())?;
        write.set_value(NOT_BEFORE, &not_before.0.to_be_bytes())
    }

    /// Whether a chain is one of the server's own that it does not continue any more.
    pub(super) fn has_closed(&self, log: &LogId) -> bool {
        log.enrolment == self.log.enrolment && log.incarnation < self.log.incarnation
    }

    /// The server's chains before this one that are known of.
    pub(super) fn past_logs(&self) -> BTreeSet<LogId> {
        let enrolment = self.log.enrolment;
        self.past.iter().map(|past| LogId { enrolment, incarnation: past.chain }).collect()
    }
}

/// Chains are named by when they were begun.
const MINUTE_MS: i64 = 60_000;

/// How far the store has come.
fn progress(read: &dyn Read, log: LogId) -> Result<Progress, StorageError> {
    let position = read.newest()?;
    let damaged = StorageError::Damaged { what: "order of arrivals" };
    Ok(Progress {
        position,
        hash: read.order_at(position)?.ok_or(damaged)?,
        own: read.head(log)?.seq,
        chain: log.incarnation,
        numbered: number::numbered(read)?,
        backed_up: backed_up(read)?,
    })
}

/// The newest arrival that is inside a verified backup.
pub(crate) fn backed_up(read: &dyn Read) -> Result<Position, StorageError> {
    let value = read.value(BACKED_UP)?.and_then(|bytes| bytes.try_into().ok());
    Ok(value.map_or(0, Position::from_be_bytes))
}

pub(crate) fn set_backed_up(write: &mut dyn Write, through: Position) -> Result<(), StorageError> {
    let through = through.max(backed_up(write)?);
    write.set_value(BACKED_UP, &through.to_be_bytes())
}

/// The hash of the order through a position, or nothing when it holds no such arrival.
pub(super) fn knows(
    read: &dyn Read,
    position: Position,
    hash: &Hash,
) -> Result<bool, StorageError> {
    Ok(read.order_at(position)?.as_ref() == Some(hash))
}

/// Says whose server this is, to anybody: nothing of how far it has come.
pub(super) fn card(
    read: &dyn Read,
    secrets: &Secrets,
    now: Instant,
) -> Result<Checkpoint, Trouble> {
    let standing = Standing::of(read, secrets)?;
    let (own, chain) = (Seq::ZERO, standing.log.incarnation);
    let progress =
        Progress { position: 0, hash: order::BEGINNING, own, chain, numbered: 0, backed_up: 0 };
    let (company, epoch) = (secrets.signer.company(), standing.epoch.to_vec().into());
    Ok(Claim { company, epoch, at_ms: now.0, progress }.sign(&secrets.signer))
}

/// Whether a store has been where a checkpoint says, in this epoch or one before.
pub(crate) fn place_in_history(
    read: &dyn Read,
    secrets: &Secrets,
    checkpoint: &Checkpoint,
) -> Result<bool, Trouble> {
    let standing = Standing::of(read, secrets)?;
    let (epoch, seen) = (&checkpoint.claim.epoch, checkpoint.seen());
    let past = standing.past.iter().find(|past| past.epoch[..] == epoch[..]);
    let reached = match past {
        Some(past) => seen.position <= past.through,
        None => standing.epoch[..] == epoch[..],
    };
    Ok(reached && knows(read, seen.position, &seen.hash)?)
}

/// Signs a checkpoint of a view.
pub(crate) fn checkpoint(
    read: &dyn Read,
    secrets: &Secrets,
    now: Instant,
) -> Result<Checkpoint, Trouble> {
    let standing = Standing::of(read, secrets)?;
    let claim = Claim {
        company: secrets.signer.company(),
        epoch: standing.epoch.to_vec().into(),
        at_ms: now.0,
        progress: progress(read, standing.log)?,
    };
    debug_assert_ne!(claim.progress.hash, order::BEGINNING, "a founded company has records");
    Ok(claim.sign(&secrets.signer))
}
