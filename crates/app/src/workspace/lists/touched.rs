//! Which cards' rows new records touch.

use std::collections::{BTreeMap, BTreeSet};

use domain::{CardId, PersonId};
use facts::{Book, Fact, Gather, Key, Records, cards_of};
use ledger::{EnrolmentId, LogId, Receipt, Record, RecordId, Seq};
use store::Tx;

/// The cards that records touch: those they name; for a receipt, those that the records name which it proves
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
    let mut about = About { tx, book, known: BTreeMap::new() };
    // Above which position each chain has been looked through.
    let mut seen: BTreeMap<LogId, Seq> = BTreeMap::new();
    let mut queue: Vec<Given> = fresh.iter().filter_map(read).collect();
    // The lowest first: one look at a chain is enough for all that reach higher.
    queue.sort_by_key(|given| std::cmp::Reverse(given.0.through));
    while let Some(given) = queue.pop() {
        let by_server = book.is_server(&given.1.envelope().log.enrolment);
        for (log, covered) in about.stretches(&given)? {
            if seen.get(&log).is_some_and(|before| *before <= covered) {
                continue;
            }
            for record in tx.held_of(log, covered, usize::MAX)? {
                match Fact::read(&record) {
                    // About when a receipt was given only the server is heard.
                    Ok(Fact::Receipt(receipt)) if by_server => queue.push((receipt, record)),
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

/// The receipts about each chain that count, read once.
struct About<'a> {
    tx: &'a Tx<'a>,
    book: &'a Book,
    known: BTreeMap<LogId, Vec<Given>>,
}

impl About<'_> {
    fn receipts(&mut self, of: LogId) -> Result<&[Given], store::Error> {
        if !self.known.contains_key(&of) {
            let gather = Gather::new(self.tx, self.book);
            let mut founded = Vec::new();
            for given in self.tx.under(&Key::Receipts(of), 0)?.iter().filter_map(read) {
                if gather.is_founded(&given)? {
                    founded.push(given);
                }
            }
            self.known.insert(of, founded);
        }
        Ok(&self.known[&of])
    }

    /// The stretches of chains about which a receipt may say something that no earlier one of its giver
    /// said: above which positions.
    fn stretches(&mut self, (receipt, given): &Given) -> Result<Vec<(LogId, Seq)>, store::Error> {
        let giver = given.envelope();
        // The server's receipts rise with their places, a colleague's within one boot.
        let by_server = self.book.is_server(&giver.log.enrolment);
        let earlier = |other: &Record| {
            let other = other.envelope();
            let one = by_server || other.stamp.boot == giver.stamp.boot;
            other.log == giver.log && one && other.seq < giver.seq
        };
        let (mut covered, mut in_boot) = (Seq::ZERO, Seq::ZERO);
        let receipts = self.receipts(receipt.of)?.iter();
        for (said, _) in receipts.filter(|(_, other)| earlier(other)) {
            if said.holds || !receipt.holds {
                covered = covered.max(said.through);
            }
            if said.boot == receipt.boot {
                in_boot = in_boot.max(said.through);
            }
        }
        // What its device wrote in later chains may cite it as well.
        let later = self.tx.chains_of(receipt.of.enrolment)?.into_keys();
        let later = later.filter(|log| log.incarnation > receipt.of.incarnation);
        let stretches = later.map(|log| (log, Seq::ZERO));
        Ok(stretches.chain([(receipt.of, covered.min(in_boot))]).collect())
    }
}

/// Whose records are better proven because a head has come that a receipt names.
fn founded_by(
    tx: &Tx<'_>,
    book: &Book,
    fresh: &[Record],
) -> Result<BTreeSet<PersonId>, store::Error> {
    let of_others = fresh.iter().filter(|record| !book.is_server(&record.envelope().log.enrolment));
    let ids: BTreeSet<RecordId> = of_others.clone().map(Record::id).collect();
    let logs: BTreeSet<LogId> = of_others.map(|record| record.envelope().log).collect();
    let mut authors = BTreeSet::new();
    for log in logs {
        let named = tx.under(&Key::Receipts(log), 0)?.into_iter().any(|record| {
            matches!(Fact::read(&record), Ok(Fact::Receipt(receipt))
                if receipt.head.is_some_and(|head| ids.contains(&head)))
        });
        let enrolled = book.enrolments.get(&log.enrolment).filter(|_| named);
        authors.extend(enrolled.map(|enrolled| enrolled.person.clone()));
    }
    Ok(authors)
}
