//! A store that was set back: noticing it, taking back what was lost, and going on.
//!
//! Whoever restores a backup with `fairlead-server restore` says so. A file that was merely put back is
//! found out by the first device that shows a checkpoint which this store has signed and does not know.
//! From then on, until headquarters or the operator confirms, or every device was heard and nothing is
//! known to be missing: everything is accepted and receipted, and nothing is registered or numbered that
//! might have been before.

use std::collections::{BTreeMap, BTreeSet};

use domain::time::Instant;
use facts::{Fact, Key, kind, payload};
use ledger::{BootId, EnrolmentId, Head, LogId, Record, Seq};
use minicbor::{Decode, Encode};
use protocol::RawRecords;
use protocol::checkpoint::{Checkpoint, Progress};
use protocol::sync::Request;

use super::books::BOOK_POSITION;
use super::desk::Desk;
use super::pen::{Pen, Run};
use super::secrets::Secrets;
use super::standing::{Standing, knows};
use super::{Ledger, Trouble, chain, check, number};
use crate::storage::{Position, Read, StorageError, Write};
use crate::world::{Random, draw};

const RECOVERY: &str = "recovery";

/// What is remembered of the last recovery.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub(super) struct Recovery {
    #[n(0)]
    pub(super) since_ms: i64,
    /// When it was over.
    #[n(1)]
    pub(super) ended_ms: Option<i64>,
    /// The last arrival that the store still had.
    #[n(2)]
    pub(super) through: Position,
    /// How far it still had each log.
    #[n(3)]
    pub(super) base: BTreeMap<LogId, Seq>,
    /// How far it once had come, by the newest checkpoint that was shown.
    #[n(4)]
    pub(super) once: Option<Progress>,
    /// How far it once had each log, by the word of devices.
    #[n(5)]
    pub(super) had: BTreeMap<LogId, Seq>,
    /// Who has brought everything he had since it began.
    #[n(6)]
    pub(super) heard: BTreeSet<EnrolmentId>,
    /// The run that went on in a store that had been put back without a word. What it wrote stands where
    /// something else had stood before.
    #[n(7)]
    pub(super) unaware: Option<BootId>,
}

impl Recovery {
    /// The last one; `None` if the store was never set back.
    pub(super) fn last(read: &dyn Read) -> Result<Option<Self>, StorageError> {
        let Some(bytes) = read.value(RECOVERY)? else { return Ok(None) };
        let damaged = |_| StorageError::Damaged { what: "recovery" };
        minicbor::decode(&bytes).map(Some).map_err(damaged)
    }

    /// The one that is under way.
    pub(super) fn under_way(read: &dyn Read) -> Result<Option<Self>, StorageError> {
        Ok(Self::last(read)?.filter(|recovery| recovery.ended_ms.is_none()))
    }

    pub(super) fn keep(&self, write: &mut dyn Write) -> Result<(), StorageError> {
        let bytes = minicbor::to_vec(self).expect("encoding into a Vec cannot fail");
        write.set_value(RECOVERY, &bytes)
    }

    fn learn(&mut self, witness: Option<&Checkpoint>) {
        let shown = witness.map(|witness| witness.claim.progress);
        if shown.map(|once| once.position) > self.once.map(|once| once.position) {
            self.once = shown;
        }
    }
}

/// Everything that it takes to write in a store's name.
pub(crate) struct Hand<'a> {
    pub(crate) secrets: &'a Secrets,
    pub(crate) random: &'a dyn Random,
    pub(crate) run: Run,
    pub(crate) now: Instant,
    /// Where the server's chain ended when this run began, if it has gone on since without knowing.
    pub(crate) unaware: Option<Head>,
}

/// Begins another epoch of a store that was set back, and its recovery.
pub(crate) fn begin(
    write: &mut dyn Write,
    hand: &Hand<'_>,
    witness: Option<&Checkpoint>,
) -> Result<(), StorageError> {
    let standing = Standing::of(write, hand.secrets)?;
    let before = Pen::take_up(hand.secrets, hand.random, hand.run, hand.now, write)?.now();
    let shown = witness.map_or(i64::MIN, |witness| witness.claim.at_ms);
    let not_before = Instant(before.0.max(shown));
    let through = write.newest()?;
    let (ended_ms, once, had, heard) = Default::default();
    let unaware = hand.unaware.map(|_| hand.run.boot);
    let since_ms = not_before.0;
    let mut base = write.heads()?;
    // A chain that was begun in this very run was begun unaware as a whole.
    let began = |head: Head| if head.log == standing.log { head.seq } else { Seq::ZERO };
    base.extend(hand.unaware.map(|head| (standing.log, began(head))));
    let mut recovery = Recovery { since_ms, ended_ms, through, base, once, had, heard, unaware };
    recovery.learn(witness);
    recovery.keep(write)?;
    if let Some(witness) = witness {
        write.count_from(number::COUNTER, witness.claim.progress.numbered)?;
    }
    let claim = witness.map(|witness| &witness.claim);
    standing.begin_anew(write, draw(hand.random), not_before, claim)?;
    let mut pen = Pen::take_up(hand.secrets, hand.random, hand.run, hand.now, write)?;
    let incarnation = standing.log.incarnation.0;
    let after = write.head(standing.log)?.seq.0;
    let restored = payload::Restored { incarnation, after };
    pen.write(write, kind::RESTORED, restored.encode())?;
    let newest = write.newest()?;
    write.set_value(BOOK_POSITION, &newest.to_be_bytes())?;
    tracing::warn!(through, "the store was set back: recovery begins");
    Ok(())
}

impl Ledger {
    /// Holds the checkpoint that a device has seen against what this store is, before anything of the
    /// request is taken.
    pub(super) fn heed(&self, request: &Request) -> Result<(), Trouble> {
        let Some(seen) = &request.seen else { return Ok(()) };
        let known =
            self.is_known(&*self.storage.read()?, &request.epoch, seen.position, &seen.hash)?;
        match &request.witness {
            _ if known => Ok(()),
            None => Err(Trouble::Behind),
            Some(witness) if witness.seen() == *seen && witness.claim.epoch == request.epoch => {
                self.believe(witness)
            }
            Some(_) => Err(Trouble::NoWitness),
        }
    }

    /// Takes a checkpoint that this store does not know as what it is: proof that it was set back.
    fn believe(&self, witness: &Checkpoint) -> Result<(), Trouble> {
        let ours = witness.claim.company == self.secrets.signer.company();
        if !ours || !witness.is_by(&self.secrets.public()) {
            return Err(Trouble::NoWitness);
        }
        let mut write = self.storage.write()?;
        let (epoch, seen) = (&witness.claim.epoch, witness.seen());
        if self.is_known(&*write, epoch, seen.position, &seen.hash)? {
            return Ok(());
        }
        let standing = Standing::of(&*write, &self.secrets)?;
        let is_past = standing.past.iter().any(|past| past.epoch[..] == epoch[..]);
        match Recovery::last(&*write)? {
            Some(mut recovery) if is_past => {
                recovery.learn(Some(witness));
                recovery.keep(&mut *write)?;
                write.count_from(number::COUNTER, witness.claim.progress.numbered)?;
            }
            _ => begin(&mut *write, &self.hand(), Some(witness))?,
        }
        Ok(write.commit()?)
    }

    fn hand(&self) -> Hand<'_> {
        let (secrets, random) = (&self.secrets, &*self.random);
        let unaware = Some(self.began);
        Hand { secrets, random, run: self.run, now: self.clock.now(), unaware }
    }

    /// Whether this store has been where a checkpoint says, or knows already that it once was.
    fn is_known(
        &self,
        read: &dyn Read,
        epoch: &[u8],
        position: Position,
        hash: &ledger::Hash,
    ) -> Result<bool, Trouble> {
        let standing = Standing::of(read, &self.secrets)?;
        if standing.epoch == epoch {
            return Ok(knows(read, position, hash)?);
        }
        let Some(past) = standing.past.iter().find(|past| past.epoch[..] == *epoch) else {
            return Ok(false);
        };
        if position <= past.through {
            return Ok(knows(read, position, hash)?);
        }
        let once = Recovery::last(read)?.and_then(|recovery| recovery.once);
        Ok(once.is_some_and(|once| once.position >= position))
    }

    /// What a device from another epoch is asked for: the server's own chains of before.
    pub(super) fn lost(
        &self,
        read: &dyn Read,
        epoch: &[u8],
    ) -> Result<Option<BTreeMap<LogId, Seq>>, Trouble> {
        let standing = Standing::of(read, &self.secrets)?;
        if epoch.is_empty() || standing.epoch == epoch {
            return Ok(None);
        }
        let Some(recovery) = Recovery::last(read)? else { return Ok(None) };
        let above = |log| match recovery.unaware {
            // Nobody can tell how long it went on unaware: everything is asked for.
            Some(_) => Seq::ZERO,
            None => recovery.base.get(&log).copied().unwrap_or(Seq::ZERO),
        };
        let once = recovery.once.map(|once| once.chain);
        let shown = once.map(|incarnation| LogId { incarnation, ..standing.log });
        let closed = standing.past_logs().into_iter().chain(shown);
        Ok(Some(closed.map(|log| (log, above(log))).collect()))
    }

    /// Takes back records of the server's own chains from a laptop that it may have forgotten.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn take_back(
        &self,
        witness: Option<&Checkpoint>,
        records: &RawRecords,
    ) -> Result<u32, Trouble> {
        if let Some(witness) = witness {
            self.believe(witness)?;
        }
        let (mut records, _) = check::check(records, &*self.book()?);
        records.retain(|record| record.envelope().log.enrolment == self.secrets.enrolment());
        let mut desk = Desk::open(self)?;
        let (closed, none) = (|log: &LogId| desk.standing.has_closed(log), BTreeSet::new());
        let placed = chain::place(&mut *desk.write, records, closed, &none, &mut Vec::new())?;
        if placed.new.is_empty() {
            return Ok(0);
        }
        desk.enter(&placed.new)?;
        count_from_returned(&mut *desk.write, &placed.new)?;
        desk.commit()?;
        Ok(u32::try_from(placed.new.len()).unwrap_or(u32::MAX))
    }
}

/// Numbers that have come back are not given again.
pub(super) fn count_from_returned(
    write: &mut dyn Write,
    new: &[Record],
) -> Result<(), StorageError> {
    let numbers = new.iter().filter_map(|record| match Fact::read(record) {
        Ok(Fact::Number { number, .. }) => Some(number),
        _ => None,
    });
    match numbers.max() {
        Some(last) => write.count_from(number::COUNTER, last),
        None => Ok(()),
    }
}

/// What a device says during a recovery: how far the store before had its own chains, for the report;
/// and that it has brought everything it has.
pub(super) fn note(
    write: &mut dyn Write,
    from: EnrolmentId,
    had: Option<&BTreeMap<LogId, Seq>>,
    everything: bool,
) -> Result<(), StorageError> {
    let Some(mut recovery) = Recovery::under_way(write)? else { return Ok(()) };
    let before = recovery.clone();
    let own = had.into_iter().flatten().filter(|(log, _)| log.enrolment == from);
    for (log, seq) in own.take(CHAINS_MAX) {
        let said = recovery.had.entry(*log).or_insert(Seq::ZERO);
        *said = (*seq).min(POSITION_MAX).max(*said);
    }
    if everything {
        recovery.heard.insert(from);
    }
    if recovery == before { Ok(()) } else { recovery.keep(write) }
}

/// How many chains of one device are remembered for the report.
const CHAINS_MAX: usize = 8;
/// The largest position that a device is believed to have come to.
const POSITION_MAX: Seq = Seq(10_000_000);

/// The farthest position of a log that a receipt speaks of which the server gave before it began the
/// chain that it writes now.
pub(super) fn receipted(
    read: &dyn Read,
    now: LogId,
    log: LogId,
    above: Seq,
) -> Result<Seq, StorageError> {
    let reaching = read.under(&Key::Receipts(log), above.0)?;
    let ours = reaching.iter().filter(|record| {
        let giver = record.envelope().log;
        giver.enrolment == now.enrolment && giver < now
    });
    let through = ours.filter_map(|record| match Fact::read(record) {
        Ok(Fact::Receipt(receipt)) => Some(receipt.through),
        _ => None,
    });
    Ok(through.max().unwrap_or(Seq::ZERO))
}
