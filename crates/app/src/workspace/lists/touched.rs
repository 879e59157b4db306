//! Which cards' rows new records touch.

use std::collections::{BTreeMap, BTreeSet};

use domain::{CardId, PersonId};
use facts::{Book, Fact, Key, Records, cards_of};
use ledger::{EnrolmentId, LogId, Receipt, Record, RecordId, Seq};
use store::Tx;

/// The cards that records touch: those they are about; for a receipt, those that the records name which it proves
/// better than before; for a revocation, the cards of its person; for a roster that is complete, those of
/// its fair; for a fact about the company, every card.
pub(super) fn touched(
    tx: &Tx<'_>,
    book: &Book,
    fresh: &[Record],
) -> Result<BTreeSet<CardId>, store::Error> {
    let mut cards = BTreeSet::new();
    let mut authors = BTreeSet::new();
    let mut everything = false;
    for record in fresh {
        match Fact::read(record) {
            Ok(Fact::Revocation(revoked)) => {
                let enrolment = EnrolmentId::new(*revoked.enrolment);
                let enrolled = book.enrolments.get(&enrolment);
                authors.extend(enrolled.map(|enrolled| enrolled.person.clone()));
            }
            Ok(Fact::RosterComplete { fair, .. }) => {
                cards.extend(cards_of(&tx.under(&Key::FairCards(fair), 0)?));
            }
            Ok(
                Fact::Territories(_)
                | Fact::Person(_)
                | Fact::Fair(_)
                | Fact::Holidays(_)
                | Fact::Parameters(_)
                | Fact::Endorsement(_),
            ) => everything = true,
            // No row says that a list of the day has it.
            Ok(Fact::HandIn { .. } | Fact::Seal(_)) => {}
            Ok(fact) => cards.extend(fact.cards()),
            Err(_) => {}
        }
    }
    authors.extend(founded_by(tx, book, fresh)?);
    if everything {
        // Those that came with it have no row yet.
        cards.extend(tx.lead_cards()?);
    }
    for author in authors {
        for record in tx.under(&Key::CardsBy(author), 0)? {
            if let Ok(fact) = Fact::read(&record) {
                cards.extend(fact.cards());
            }
        }
    }
    cards.extend(proven(tx, book, fresh)?);
    Ok(cards)
}

/// The cards that records name which receipts among `fresh` prove better than before. A booth's laptops get
/// one whenever a card is signed, so nothing is looked at that an earlier one has proven as well.
fn proven(tx: &Tx<'_>, book: &Book, fresh: &[Record]) -> Result<BTreeSet<CardId>, store::Error> {
    let mut cards = BTreeSet::new();
    // Above which position each chain has been looked through.
    let mut seen: BTreeMap<LogId, Seq> = BTreeMap::new();
    let mut queue: Vec<Given> = fresh.iter().filter_map(read).collect();
    // The lowest first: one look at a chain is enough for all that reach higher.
    queue.sort_by_key(|given| std::cmp::Reverse(given.0.through));
    while let Some(given) = queue.pop() {
        let by_server = book.is_server(&given.1.envelope().log.enrolment);
        for (log, covered) in stretches(tx, &given, by_server)? {
            if seen.get(&log).is_some_and(|before| *before <= covered) {
                continue;
            }
            for record in tx.held_of(log, covered, usize::MAX)? {
                match Fact::read(&record) {
                    // About when a receipt was given only the server is heard.
                    Ok(Fact::Receipt(receipt)) if by_server => queue.push((receipt, record)),
                    Ok(Fact::HandIn { .. } | Fact::Seal(_)) => {}
                    Ok(fact) => cards.extend(fact.cards()),
                    Err(_) => {}
                }
            }
            seen.insert(log, covered);
        }
    }
    Ok(cards)
}

/// A receipt, and the record that it stands in.
type Given = (Receipt, Record);

fn read(record: &Record) -> Option<Given> {
    match Fact::read(record) {
        Ok(Fact::Receipt(receipt)) => Some((receipt, record.clone())),
        _ => None,
    }
}

/// The stretches of chains about which a receipt may say something that no earlier one of its giver said:
/// above which positions.
fn stretches(
    tx: &Tx<'_>,
    (receipt, record): &Given,
    by_server: bool,
) -> Result<Vec<(LogId, Seq)>, store::Error> {
    let (reached, in_boot) = tx.reached_before(record, receipt, by_server)?;
    // What its device wrote in other chains may cite it as well, or have been kept back while it went on in this.
    let others = tx.chains_beside(receipt.of)?.into_iter();
    let stretches = others.map(|log| (log, Seq::ZERO));
    Ok(stretches.chain([(receipt.of, reached.min(in_boot))]).collect())
}

/// Whose records are better proven because a head has come that a receipt names.
fn founded_by(
    tx: &Tx<'_>,
    book: &Book,
    fresh: &[Record],
) -> Result<BTreeSet<PersonId>, store::Error> {
    let of_others = fresh.iter().filter(|record| !book.is_server(&record.envelope().log.enrolment));
    let ids: BTreeSet<RecordId> = of_others.clone().map(Record::id).collect();
    let mut logs: BTreeMap<LogId, Seq> = BTreeMap::new();
    let mut authors = BTreeSet::new();
    for envelope in of_others.map(Record::envelope) {
        // Only now is it known that there is another chain, and what was seen of it counts.
        let first = envelope.seq == Seq(1) && !tx.chains_beside(envelope.log)?.is_empty();
        let by = book.enrolments.get(&envelope.log.enrolment).filter(|_| first);
        authors.extend(by.map(|enrolled| enrolled.person.clone()));
        let lowest = logs.entry(envelope.log).or_insert(envelope.seq);
        *lowest = envelope.seq.min(*lowest);
    }
    for (log, lowest) in logs {
        // A receipt names the record at the place that it reaches.
        let named = tx.under(&Key::Receipts(log), lowest.0)?.into_iter().any(|record| {
            matches!(Fact::read(&record), Ok(Fact::Receipt(receipt))
                if receipt.head.is_some_and(|head| ids.contains(&head)))
        });
        let enrolled = book.enrolments.get(&log.enrolment).filter(|_| named);
        authors.extend(enrolled.map(|enrolled| enrolled.person.clone()));
    }
    Ok(authors)
}
