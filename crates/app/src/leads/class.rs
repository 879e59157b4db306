//! A customer's fair class (CLS-01).

use domain::class::{Usage, class};
use domain::time::Instant;
use facts::{Book, Customer, Fact, Gather, Key, Records};

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
    let gather = Gather::new(records, book);
    let mut newest = None;
    for card in customer.cluster.cards.keys() {
        for record in records.under(&Key::Card(*card), 0)? {
            if let Ok(Fact::Classification { usage, .. }) = Fact::read(&record) {
                let act = gather.act(&record, usage)?;
                let this = (act.time.at, act.id, act.what);
                if newest.as_ref().is_none_or(|(at, id, _)| (this.0, this.1) > (*at, *id)) {
                    newest = Some(this);
                }
            }
        }
    }
    let usage = match newest {
        Some((_, _, usage)) => usage,
        None => written(records, customer)?,
    };
    Ok(class(usage, &book.company.parameters(as_of)).name().to_owned())
}

/// What the effective card says of usage.
fn written<R: Records>(records: &R, customer: &Customer) -> Result<Usage, R::Error> {
    let effective = customer.ruling.effective.and_then(|card| customer.cluster.cards.get(&card));
    let Some(file) = effective else { return Ok(Usage::default()) };
    let about = records.under(&Key::Card(file.id()), 0)?;
    let content = counting_content(&about, file).unwrap_or_default();
    let stable = content.stable.unwrap_or(false);
    Ok(Usage { hundredths: content.usage_hundredths, stable, special: false })
}
