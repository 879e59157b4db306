//! A customer's fair class (CLS-01).

use std::collections::BTreeMap;

use domain::CardId;
use domain::class::{Class, Usage, class};
use domain::time::Instant;
use facts::{Book, Customer, Fact, Gather, Key, Records};
use ledger::Record;

use crate::corrections::counting_content;

/// The class by the newest classification, before that by what was written on the effective card.
///
/// # Errors
/// Whatever the database reports.
pub fn class_of<R: Records>(
    records: &R,
    book: &Book,
    customer: &Customer,
    as_of: Instant,
) -> Result<String, R::Error> {
    let mut about = BTreeMap::new();
    for card in customer.cluster.cards.keys() {
        about.insert(*card, records.under(&Key::Card(*card), 0)?);
    }
    class_by(records, book, customer, &about, as_of)
}

/// As [`class_of`], by what is known about each of the customer's cards.
///
/// # Errors
/// Whatever the database reports.
pub(crate) fn class_by<R: Records>(
    records: &R,
    book: &Book,
    customer: &Customer,
    about: &BTreeMap<CardId, Vec<Record>>,
    as_of: Instant,
) -> Result<String, R::Error> {
    let forever = Instant(i64::MAX);
    Ok(class_until(records, book, customer, about, as_of, forever)?.name().to_owned())
}

/// The class by what had been said until some time: it is frozen for an award then (CLS-05).
///
/// # Errors
/// Whatever the database reports.
pub(crate) fn class_until<R: Records>(
    records: &R,
    book: &Book,
    customer: &Customer,
    about: &BTreeMap<CardId, Vec<Record>>,
    as_of: Instant,
    until: Instant,
) -> Result<Class, R::Error> {
    let gather = Gather::new(records, book);
    let mut newest = None;
    for records in about.values() {
        for record in records {
            if let Ok(Fact::Classification { usage, .. }) = Fact::read(record) {
                let act = gather.act(record, usage)?;
                let this = (act.time.at, act.id, act.what);
                if this.0 > until {
                    continue;
                }
                if newest.as_ref().is_none_or(|(at, id, _)| (this.0, this.1) > (*at, *id)) {
                    newest = Some(this);
                }
            }
        }
    }
    let usage = match newest {
        Some((_, _, usage)) => usage,
        None => written(customer, about),
    };
    Ok(class(usage, &book.company.parameters(as_of)))
}

/// What the effective card says of usage; where none is, the first.
fn written(customer: &Customer, about: &BTreeMap<CardId, Vec<Record>>) -> Usage {
    let first = customer.ruling.cards.iter().find(|standing| standing.is_left());
    let speaks = customer.ruling.effective.or(first.map(|standing| standing.card));
    let file = speaks.and_then(|card| customer.cluster.cards.get(&card));
    let Some(file) = file else { return Usage::default() };
    let about = about.get(&file.id()).map(Vec::as_slice).unwrap_or_default();
    let content = counting_content(about, file).unwrap_or_default();
    let stable = content.stable.unwrap_or(false);
    Usage { hundredths: content.usage_hundredths, stable, special: false }
}
