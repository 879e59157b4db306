//! A customer's fair class (CLS-01).

use std::collections::BTreeMap;

use domain::CardId;
use domain::class::{Class, Usage, class};
use domain::time::Instant;
use facts::payload::CardContent;
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
    let said = usage_until(records, book, customer, about, until)?;
    Ok(class(said.usage, &book.company.parameters(as_of)))
}

/// What is known of a customer's usage, and how somebody came to know it.
pub(crate) struct Said {
    pub(crate) usage: Usage,
    /// When it was classified, and by what evidence; `None` where only a card says it.
    pub(crate) by: Option<(Instant, String)>,
}

/// What had been said of a customer's usage until some time: the newest classification, before that the card.
///
/// # Errors
/// Whatever the database reports.
pub(crate) fn usage_until<R: Records>(
    records: &R,
    book: &Book,
    customer: &Customer,
    about: &BTreeMap<CardId, Vec<Record>>,
    until: Instant,
) -> Result<Said, R::Error> {
    let gather = Gather::new(records, book);
    let mut newest = None;
    for records in about.values() {
        for record in records {
            if let Ok(Fact::Classification { usage, evidence, .. }) = Fact::read(record) {
                let act = gather.act(record, (usage, evidence))?;
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
    Ok(match newest {
        Some((at, _, (usage, evidence))) => Said { usage, by: Some((at, evidence)) },
        None => Said { usage: written(customer, about, book), by: None },
    })
}

/// What the effective card says of usage; where none is, the first.
fn written(customer: &Customer, about: &BTreeMap<CardId, Vec<Record>>, book: &Book) -> Usage {
    let first = customer.ruling.cards.iter().find(|standing| standing.is_left());
    let speaks = customer.ruling.effective.or(first.map(|standing| standing.card));
    let file = speaks.and_then(|card| customer.cluster.cards.get(&card));
    let Some(file) = file else { return Usage::default() };
    let about = about.get(&file.id()).map(Vec::as_slice).unwrap_or_default();
    match (counting_content(about, file), book.erasure(file.id())) {
        (Some(content), _) => usage_written(&content),
        (None, Some(erased)) => erased.usage,
        (None, None) => Usage::default(),
    }
}

/// What a card says of usage.
pub(crate) fn usage_written(content: &CardContent) -> Usage {
    let stable = content.stable.unwrap_or(false);
    Usage { hundredths: content.usage_hundredths, stable, special: false }
}
