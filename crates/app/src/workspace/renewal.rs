//! What a device does about itself when its own past is not what it remembers (design §4).
//!
//! A restored backup, a copied disk and a damaged file have one thing in common: the chain that this
//! device would continue has gone on elsewhere, or no longer ends where it ended. Continuing it would be a
//! fork. So the device begins a new **incarnation** at once: a new chain of the same enrolment, whose
//! number is drawn, so that two copies of one disk do not choose the same. Work never stops, nothing is
//! thrown away, and the person is told once, in plain words.

use std::collections::BTreeSet;

use facts::Records;
use ledger::{Incarnation, LogId, Record, Seq};
use minicbor::{Decode, Encode};
use store::Tx;

use super::{Identity, Workspace, lists, sign};
use crate::{Failure, Now};

/// Under which name what the person is to be told is kept.
const NOTICES: &str = "notices";

/// How many notices are kept; the oldest go.
const NOTICES_MAX: usize = 20;

/// How far apart the numbers of two copies' new chains may lie: enough that they rarely meet, and few
/// enough that a device can begin anew as often as it has to.
const DRAW: u16 = 4_096;

/// What befell this device.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(index_only)]
pub enum Event {
    /// Its chain went on elsewhere: it was put back to an older state, or copied.
    #[n(0)]
    WentOnElsewhere,
    /// Records of its own no longer read.
    #[n(1)]
    Damaged,
    /// Another laptop is at work with the same disk.
    #[n(2)]
    Copied,
    /// Customers went to somebody else.
    #[n(3)]
    Reassigned,
    /// What was held of customers for an office or a fair is not his to hold any more.
    #[n(4)]
    Released,
    /// Much is to be let go of, and the person has not said yet whether it is.
    #[n(5)]
    Asked,
    /// Headquarters revoked this laptop, or its person has left: it holds nobody's customers any more.
    #[n(6)]
    Ended,
}

impl Event {
    /// The name by which the language files know it.
    pub fn name(self) -> &'static str {
        match self {
            Self::WentOnElsewhere => "wentOnElsewhere",
            Self::Damaged => "damaged",
            Self::Copied => "copied",
            Self::Reassigned => "reassigned",
            Self::Released => "released",
            Self::Asked => "asked",
            Self::Ended => "ended",
        }
    }
}

/// What the person at the desk is to be told of his device.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(map)]
pub struct Notice {
    /// What happened.
    #[n(0)]
    pub event: Event,
    /// When it was noticed, milliseconds, by the best estimate.
    #[n(1)]
    pub at_ms: i64,
    /// How many records it concerned: those that came back, or those that were set aside.
    #[n(2)]
    pub records: u64,
    /// Customers that went to somebody else: to whom, and why.
    #[n(3)]
    pub handover: Option<Handover>,
}

/// Customers that went to somebody else. Their names are gone with them.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode)]
#[cbor(map)]
pub struct Handover {
    /// To whom, by name.
    #[n(0)]
    pub to: String,
    /// The reason that was given.
    #[n(1)]
    pub why: String,
    /// Their official numbers.
    #[n(2)]
    pub numbers: Vec<u64>,
    /// How many records of one's own about them the server has.
    #[n(3)]
    pub handed_over: u64,
}

impl Workspace {
    /// Looks through everything that this enrolment has signed. What its key did not sign as it stands here
    /// is set aside with a reason, and a new incarnation begins. Says how many records that were.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn inspect(&mut self, now: &Now) -> Result<usize, Failure> {
        let (enrolment, key) = (self.identity.enrolment, self.signer.public());
        let unsound = self.store.unsound_of(enrolment, &key)?;
        self.set_aside(&unsound, now)
    }

    /// As [`Workspace::inspect`], for the records of everybody: after a read has failed. The server is asked
    /// for everything again.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn inspect_all(&mut self, now: &Now) -> Result<usize, Failure> {
        let unreadable = self.store.unreadable()?;
        let others = unreadable.iter().any(|item| item.log.enrolment != self.identity.enrolment);
        let count = self.set_aside(&unreadable, now)?;
        if others {
            self.store.write(|tx| tx.set_feed(&[], 0))?;
        }
        Ok(count)
    }

    fn set_aside(&mut self, unsound: &[store::Unsound], now: &Now) -> Result<usize, Failure> {
        if unsound.is_empty() {
            return Ok(0);
        }
        let own = unsound.iter().any(|item| item.log.enrolment == self.identity.enrolment);
        let as_of = self.as_of(now);
        let next = own.then(|| self.next_incarnation(now));
        let (book, me) = (&self.book, &self.identity.person);
        self.store.write(|tx| -> Result<(), store::Error> {
            for item in unsound {
                tx.set_aside(item, "record.damaged", as_of.0)?;
            }
            if let Some(next) = &next {
                next.save(tx)?;
            }
            lists::remake(tx, book, me, as_of)?;
            note(tx, Event::Damaged, as_of.0, unsound.len() as u64)
        })?;
        if let Some(next) = next {
            self.become_incarnation(next)?;
        }
        Ok(unsound.len())
    }

    /// Whether records from outside belong to the chain that is written here, and were not written here.
    pub(super) fn went_on_elsewhere(&self, verified: &[Record]) -> Result<bool, Failure> {
        let own = verified.iter().filter(|record| record.envelope().log == self.log());
        for record in own {
            if self.store.record(&record.id())?.is_none() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    pub(super) fn next_incarnation(&self, now: &Now) -> Identity {
        let drawn = now.random("incarnation");
        let drawn = u16::from_be_bytes([drawn[0], drawn[1]]) % DRAW;
        let next = self.identity.incarnation.0.saturating_add(1).saturating_add(drawn.into());
        Identity { incarnation: Incarnation(next), ..self.identity.clone() }
    }

    /// From now on the next chain is written. What the last one's receipts prove is cited by it.
    pub(super) fn become_incarnation(&mut self, next: Identity) -> Result<(), Failure> {
        self.identity = next;
        self.anchors = sign::Anchors::read(&self.store, &self.book, self.log())?;
        Ok(())
    }

    /// What the person has not put away yet, newest first.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn notices(&self) -> Result<Vec<Notice>, Failure> {
        Ok(self.store.read(read)?)
    }

    /// Puts the notices away.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn put_notices_away(&mut self) -> Result<(), Failure> {
        Ok(self.store.write(|tx| tx.remove_meta(NOTICES))?)
    }

    /// Notes that the server has seen two laptops with this disk. Once is enough until it is put away.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn note_copied(&mut self, now: &Now) -> Result<(), Failure> {
        let at_ms = self.as_of(now).0;
        let told = self.notices()?.iter().any(|notice| notice.event == Event::Copied);
        if !told {
            self.store.write(|tx| note(tx, Event::Copied, at_ms, 0))?;
        }
        Ok(())
    }
}

/// Notes something for the person, in the transaction in which it happened. What comes in several frames
/// is one event.
pub(super) fn note(
    tx: &mut Tx<'_>,
    event: Event,
    at_ms: i64,
    records: u64,
) -> Result<(), store::Error> {
    const ONE_EVENT_MS: i64 = 10 * 60 * 1000;
    let mut notices = read(tx)?;
    let same = notices
        .first_mut()
        .filter(|last| last.event == event && at_ms.saturating_sub(last.at_ms) < ONE_EVENT_MS);
    match same {
        Some(last) => last.records += records,
        None => notices.insert(0, Notice { event, at_ms, records, handover: None }),
    }
    keep(tx, notices)
}

/// Notes that customers went to somebody else.
pub(super) fn note_handover(
    tx: &mut Tx<'_>,
    at_ms: i64,
    customers: u64,
    handover: Handover,
) -> Result<(), store::Error> {
    let mut notices = read(tx)?;
    let (event, handover) = (Event::Reassigned, Some(handover));
    notices.insert(0, Notice { event, at_ms, records: customers, handover });
    keep(tx, notices)
}

fn keep(tx: &mut Tx<'_>, mut notices: Vec<Notice>) -> Result<(), store::Error> {
    notices.truncate(NOTICES_MAX);
    let bytes = minicbor::to_vec(notices).expect("encoding into a Vec cannot fail");
    tx.put_meta(NOTICES, &bytes)
}

fn read(snapshot: &store::Snapshot<'_>) -> Result<Vec<Notice>, store::Error> {
    let kept = snapshot.meta(NOTICES)?;
    Ok(kept.and_then(|bytes| minicbor::decode(&bytes).ok()).unwrap_or_default())
}

/// Own records among those that came, and were not held: what a restore had lost. What had only been set
/// aside here is no news.
pub(super) fn own_among<'r>(
    identity: &Identity,
    fresh: impl Iterator<Item = &'r Record>,
    lost: &[(LogId, Seq)],
) -> u64 {
    let own = fresh.filter(|record| {
        let envelope = record.envelope();
        envelope.log.enrolment == identity.enrolment
            && !lost.contains(&(envelope.log, envelope.seq))
    });
    own.map(Record::id).collect::<BTreeSet<_>>().len() as u64
}
