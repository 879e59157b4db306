//! What a set of arrivals may have changed: themselves, the records whose time they prove, and the
//! customers that any of these are about.

use std::collections::{BTreeMap, BTreeSet};

use domain::{CardId, FairId};
use facts::receipts::names_a_head;
use facts::{Book, Fact, Gather, Key, Records, kind};
use ledger::{Receipt, Record, RecordId};

use super::ended::{later, shown_since};
use super::memo::Memo;
use crate::storage::StorageError;

/// What is to be looked at again.
#[derive(Default)]
pub(super) struct Touched {
    /// The arrivals, and records whose signing time is now better proven.
    pub(super) records: BTreeMap<RecordId, Record>,
    /// Cards whose customer may be ruled on differently, or be held by others.
    pub(super) cards: BTreeSet<CardId>,
    /// Cards that a package lists: it is told to whoever holds one of them. No ruling rests on being listed.
    pub(super) listed: BTreeSet<CardId>,
}

/// Finds what arrivals touch.
pub(super) fn touched(
    memo: &Memo<'_>,
    book: &Book,
    arrived: Vec<Record>,
) -> Result<Touched, StorageError> {
    let mut touched = Touched::default();
    let mut queue = founded(memo, book, &arrived)?;
    queue.extend(arrived);
    let gather = Gather::new(memo, book);
    // A thousand words about the same cards ask once with whom they are one.
    let mut asked = BTreeSet::new();
    while let Some(record) = queue.pop() {
        if touched.records.contains_key(&record.id()) {
            continue;
        }
        let fact = Fact::read(&record);
        match record.kind() {
            // Who reads a hand-in does not depend on the cards in it.
            kind::HAND_IN => {}
            kind::SEAL => touched.listed.extend(fact.iter().flat_map(Fact::cards)),
            _ => touched.cards.extend(fact.iter().flat_map(Fact::cards)),
        }
        if let Ok(
            fact @ (Fact::Identity(_)
            | Fact::Withdrawal { .. }
            | Fact::Correction(_)
            | Fact::CorrectionDecision(_)),
        ) = &fact
        {
            // What parts two may leave a third with either, or alone (DUP-02).
            for card in fact.cards() {
                if asked.insert(card) {
                    touched.cards.extend(gather.kin(card)?);
                }
            }
        }
        if let Ok(Fact::Receipt(receipt)) = &fact {
            let mut proven = newly_proven(memo, book, &record, receipt)?;
            if !book.is_server(&record.envelope().log.enrolment) {
                // What a colleague says proves nothing about when another colleague said something.
                proven.retain(|record| !matches!(Fact::read(record), Ok(Fact::Receipt(_))));
            }
            queue.extend(proven);
            queue.extend(later(memo, book, &record, receipt)?);
            queue.extend(shown_since(memo, book, &record, receipt)?);
            // Whoever cites it may be here for long: his laptop had it from its giver.
            queue.extend(memo.all_under(&Key::Citing(record.id()))?.iter().cloned());
        }
        touched.records.insert(record.id(), record);
    }
    Ok(touched)
}

/// The receipts that came before the heads which they name, and count from now on. The server's count without,
/// and a head that was there already founds nothing: whoever follows these too comes, from the end of a chain
/// to those who vouched for it and on to the ends of theirs, through everything that was signed that day.
fn founded(memo: &Memo<'_>, book: &Book, arrived: &[Record]) -> Result<Vec<Record>, StorageError> {
    let mut founded = Vec::new();
    for head in arrived {
        let about = memo.about(head.envelope().log)?;
        let by_others =
            about.naming(head).filter(|given| !book.is_server(&given.envelope().log.enrolment));
        founded.extend(by_others.cloned());
    }
    Ok(founded)
}

/// The cards of sealed fairs about which nothing was registered yet. A seal ends their waiting also where it
/// does not list them: the laptop that sealed the day need not have had them. Only one that counts does, and
/// once for all of a fair: anybody can sign what calls itself a seal.
pub(super) fn unregistered(
    memo: &Memo<'_>,
    book: &Book,
    touched: &Touched,
) -> Result<BTreeSet<CardId>, StorageError> {
    let gather = Gather::new(memo, book);
    let mut sealed: BTreeSet<FairId> = BTreeSet::new();
    for record in touched.records.values() {
        let seal = match Fact::read(record) {
            Ok(Fact::Seal(_)) => gather.seal(record)?,
            Ok(Fact::Adoption(adoption)) => {
                let adopted = memo.record(&RecordId::new(*adoption.record))?;
                adopted.map(|seal| gather.seal(&seal)).transpose()?.flatten()
            }
            _ => None,
        };
        sealed.extend(seal.map(|seal| seal.what.fair));
    }
    let mut waiting = BTreeSet::new();
    for fair in sealed {
        for card in facts::cards_of(&memo.all_under(&Key::FairCards(fair))?) {
            let about = memo.all_under(&Key::Card(card))?;
            if !about.iter().any(|record| record.kind() == kind::REGISTRATION) {
                waiting.insert(card);
            }
        }
    }
    Ok(waiting)
}

/// Cards on which facts about the company itself bear: a person's own, a fair's.
pub(super) fn by_company(
    memo: &Memo<'_>,
    book: &Book,
    arrived: &[Record],
) -> Result<BTreeSet<CardId>, StorageError> {
    let mut cards = BTreeSet::new();
    for record in arrived {
        let keys = match Fact::read(record) {
            // What he wrote, and what he was given (OWN-14).
            Ok(Fact::Person(person)) => {
                let person = domain::PersonId::new(person.id);
                vec![Key::CardsBy(person.clone()), Key::AssignedTo(person)]
            }
            Ok(Fact::Fair(fair)) => vec![Key::FairCards(domain::FairId::new(fair.id))],
            Ok(Fact::Revocation(revocation)) => {
                let enrolment = ledger::EnrolmentId::new(*revocation.enrolment);
                let Some(enrolled) = book.enrolments.get(&enrolment) else { continue };
                vec![Key::CardsBy(enrolled.person.clone())]
            }
            _ => continue,
        };
        for key in keys {
            for about in memo.all_under(&key)?.iter().filter_map(|record| Fact::read(record).ok()) {
                for card in about.cards() {
                    // Whose cards are none any more brings nobody together any more.
                    cards.extend(Gather::new(memo, book).kin(card)?);
                    cards.insert(card);
                }
            }
        }
    }
    Ok(cards)
}

/// The records about whose time a receipt says something that no earlier one of its giver said: those
/// beyond his last, and those of the boot whose clock he has now seen for the first time.
fn newly_proven(
    memo: &Memo<'_>,
    book: &Book,
    record: &Record,
    receipt: &Receipt,
) -> Result<Vec<Record>, StorageError> {
    let by_server = book.is_server(&record.envelope().log.enrolment);
    let names_a_head = |receipt: &Receipt| names_a_head(memo, receipt);
    let about = memo.about(receipt.of)?;
    let (covered, covered_in_boot) =
        about.reached_before((receipt, record), by_server, names_a_head)?;
    let beyond = covered.min(covered_in_boot);
    let is_proven = |record: &Record| {
        let envelope = record.envelope();
        envelope.seq > covered
            || envelope.stamp.boot == receipt.boot && envelope.seq > covered_in_boot
    };
    let mut proven = Vec::new();
    let through = receipt.through.min(memo.head(receipt.of)?.seq);
    for (at, stretch) in memo.backwards(receipt.of, beyond, through).enumerate() {
        let mut stretch = stretch?;
        stretch.retain(is_proven);
        // One boot is one stretch of a log: where it has ended, nothing older is proven either. The first may
        // be short.
        if stretch.is_empty() && at > 0 {
            break;
        }
        proven.append(&mut stretch);
    }
    Ok(proven)
}
