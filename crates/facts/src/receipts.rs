//! Which receipts about a log bear on one of its records: of each giver a few, however many he has given.
//!
//! A booth's laptops write hundreds a day about each other. What is said here in words, and done by reading
//! them all, a store does by an index ([`Records::bearing`], [`Records::holding`]) and comes to the same.

use std::collections::BTreeMap;

use ledger::evidence::NO_BOOT;
use ledger::{BootId, EnrolmentId, Envelope, LogId, Receipt, Record, RecordId, Seq};

use crate::fact::Fact;
use crate::index::{Key, Records};

/// A receipt with the record that it stands in.
pub type Given = (Receipt, Record);

/// Reads a receipt; `None` if the record is none, or its part is not held.
pub fn given(record: Record) -> Option<Given> {
    match Fact::read(&record) {
        Ok(Fact::Receipt(receipt)) => Some((receipt, record)),
        _ => None,
    }
}

/// Where a record stands, and what its device's clock showed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// Its log.
    pub log: LogId,
    /// Its position there.
    pub seq: Seq,
    /// The boot in which it was signed.
    pub boot: BootId,
    /// The monotonic clock then, milliseconds.
    pub mono_ms: u64,
}

impl Place {
    /// Of a record.
    pub fn of(envelope: &Envelope) -> Self {
        let (log, seq, stamp) = (envelope.log, envelope.seq, &envelope.stamp);
        Self { log, seq, boot: stamp.boot, mono_ms: stamp.mono_ms }
    }
}

/// How far a giver of receipts is heard.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Heard {
    /// Not at all.
    Not,
    /// That a chain had come so far.
    Colleague,
    /// And that it had not come further.
    Office,
    /// Without naming the record at its end, too.
    Server,
}

/// How far each giver is heard in one question.
pub type Hearing<'h> = &'h dyn Fn(&EnrolmentId) -> Heard;

/// Whether a receipt names the record at the place to which it says the chain had come. Somebody who would
/// vouch for what is yet to be written cannot: nobody knows its hash.
///
/// # Errors
/// Whatever the database reports.
pub fn names_a_head<R: Records + ?Sized>(records: &R, receipt: &Receipt) -> Result<bool, R::Error> {
    let Some(head) = receipt.head else { return Ok(receipt.through == Seq::ZERO) };
    Ok(records.record(&head)?.is_some_and(|head| {
        let head = head.envelope();
        head.log == receipt.of && head.seq == receipt.through
    }))
}

/// [`Records::bearing`], by reading all receipts about the log.
///
/// # Errors
/// Whatever the database reports.
pub fn bearing_of_all<R: Records + ?Sized>(
    records: &R,
    about: &Place,
    heard: Hearing<'_>,
) -> Result<Vec<Record>, R::Error> {
    let all = records.under(&Key::Receipts(about.log), 0)?.into_iter();
    let all: Vec<Given> = all.filter_map(given).collect();
    let chosen = choose(&all, about, heard, |receipt| names_a_head(records, receipt))?;
    Ok(chosen.into_iter().cloned().collect())
}

/// Of each giver that is heard the receipts that can count.
///
/// # Errors
/// What `names_a_head` returns.
pub fn choose<'g, E>(
    all: impl IntoIterator<Item = &'g Given>,
    about: &Place,
    heard: Hearing<'_>,
    names_a_head: impl Fn(&Receipt) -> Result<bool, E>,
) -> Result<Vec<&'g Record>, E> {
    // Whose chain it stands in, whatever boot he says that he was in: he could make up one for each.
    let mut givers: BTreeMap<LogId, (Heard, Vec<&Given>)> = BTreeMap::new();
    for given in all {
        let log = given.1.envelope().log;
        let heard = heard(&log.enrolment);
        if heard != Heard::Not {
            let giver = givers.entry(log).or_insert((heard, Vec::new()));
            giver.1.push(given);
        }
    }
    let mut chosen: BTreeMap<RecordId, &Record> = BTreeMap::new();
    for (heard, mut by_one) in givers.into_values() {
        by_one.sort_by_key(|(_, giver)| (giver.envelope().seq, giver.id()));
        let founded = |given: &&&Given| -> Result<bool, E> {
            if heard == Heard::Server { Ok(true) } else { names_a_head(&given.0) }
        };
        let first = |given: &mut dyn Iterator<Item = &&'g Given>| -> Result<Option<&'g Given>, E> {
            for given in given {
                if founded(&given)? {
                    return Ok(Some(*given));
                }
            }
            Ok(None)
        };
        for choice in Choice::of(heard) {
            let mut fit: Vec<&&Given> =
                by_one.iter().filter(|given| choice.fits(&given.0, about)).collect();
            if choice.is_by_clock() {
                fit.sort_by_key(|(receipt, giver)| (receipt.mono_ms, giver.id()));
            }
            let found = match choice.is_last() {
                false => first(&mut fit.into_iter())?,
                true => first(&mut fit.into_iter().rev())?,
            };
            chosen.extend(found.map(|(_, giver)| (giver.id(), giver)));
        }
    }
    Ok(chosen.into_values().collect())
}

/// What is chosen of one giver's receipts: of those that name the record at the end of the chain, and fit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Choice {
    /// The first that reaches the record: not after.
    Reaches,
    /// The first that holds it: possession.
    Holds,
    /// The nearest after it by the device's own monotonic clock.
    Nearest,
    /// The last that saw the chain end before it in its boot.
    SawInBoot,
    /// The last that saw the chain end before it in any other.
    SawBefore,
}

impl Choice {
    /// What is chosen of somebody who is heard so far. Where a chain ended before a record is believed,
    /// uncited, of those in office and the server.
    pub fn of(heard: Heard) -> impl Iterator<Item = Self> {
        let all = [Self::Reaches, Self::Holds, Self::Nearest, Self::SawInBoot, Self::SawBefore];
        let number = match heard {
            Heard::Not => 0,
            Heard::Colleague => 3,
            Heard::Office | Heard::Server => 5,
        };
        all.into_iter().take(number)
    }

    /// Whether a receipt is among those that it chooses from.
    pub fn fits(self, receipt: &Receipt, about: &Place) -> bool {
        let reaches = receipt.through >= about.seq;
        let in_boot = receipt.boot == about.boot;
        match self {
            Self::Reaches => reaches,
            Self::Holds => reaches && receipt.holds,
            Self::Nearest => reaches && in_boot && receipt.mono_ms >= about.mono_ms,
            Self::SawInBoot => !reaches && in_boot && receipt.boot != NO_BOOT,
            Self::SawBefore => !reaches && !in_boot && receipt.boot != NO_BOOT,
        }
    }

    /// Whether it goes by the device's monotonic clock, and not by the giver's own chain.
    pub fn is_by_clock(self) -> bool {
        matches!(self, Self::Nearest | Self::SawInBoot)
    }

    /// Whether it chooses among those that do not reach the record.
    pub fn is_before(self) -> bool {
        matches!(self, Self::SawInBoot | Self::SawBefore)
    }

    /// Whether it is the last one, and not the first.
    pub fn is_last(self) -> bool {
        self.is_before()
    }
}
