//! A page without a search.

use super::query::{LEAD_COUNT_MAX, LeadPage, LeadQuery, LeadView};
use super::row::{COLUMNS, LeadRow, from_row};
use crate::error::Error;
use crate::snapshot::Snapshot;

/// A page of a view.
pub(super) fn page(snapshot: &Snapshot<'_>, query: &LeadQuery) -> Result<LeadPage, Error> {
    let counted = count(snapshot, query)?;
    let capped = counted > LEAD_COUNT_MAX;
    // Few rows are gathered by their filter and sorted; many are met soon enough in the order's own
    // index, and stopping there is cheaper than sorting them all.
    let index = if capped { order_index(query) } else { filter_index(query) };
    let rows = rows(snapshot, query, &index)?;
    Ok(LeadPage { rows, total: counted.min(LEAD_COUNT_MAX), capped })
}

/// Up to one more than is counted.
fn count(snapshot: &Snapshot<'_>, query: &LeadQuery) -> Result<u32, Error> {
    let (index, conditions) = (filter_index(query), query.conditions());
    let sql = format!(
        "select count(*) from (
            select 1 from lead indexed by {index} where {conditions} limit {LEAD_COUNT_MAX} + 1)"
    );
    let mut statement = snapshot.connection().prepare_cached(&sql)?;
    Ok(statement.query_row(query.named().as_slice(), |row| row.get(0))?)
}

fn rows(snapshot: &Snapshot<'_>, query: &LeadQuery, index: &str) -> Result<Vec<LeadRow>, Error> {
    let (conditions, order) = (query.conditions(), query.sort.order());
    // Skipped rows are skipped in the index alone; only those of the page are read.
    let sql = format!(
        "select {COLUMNS} from lead where doc in (
            select doc from lead indexed by {index} where {conditions}
            order by {order} limit :limit offset :offset)
        order by {order}"
    );
    let (limit, offset) = (query.rows_max(), query.offset);
    let mut named = query.named();
    named.push((":limit", &limit));
    named.push((":offset", &offset));
    let mut statement = snapshot.connection().prepare_cached(&sql)?;
    let rows = statement.query_map(named.as_slice(), from_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The index that holds the view in its order.
fn order_index(query: &LeadQuery) -> String {
    format!("lead_{}_{}", query.view.name(), query.sort.name())
}

/// The index that holds the fewest rows beside those asked for.
fn filter_index(query: &LeadQuery) -> String {
    let filter = match query {
        LeadQuery { view: LeadView::Drafts, .. } => return order_index(query),
        LeadQuery { owner: Some(_), .. } => "owner",
        LeadQuery { fair: Some(_), .. } => "fair",
        LeadQuery { day: Some(_), .. } => "day",
        _ => return order_index(query),
    };
    format!("lead_by_{filter}")
}
