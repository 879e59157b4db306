//! A page without a search.

use domain::CardId;

use super::query::{Held as LeadHeld, LEAD_COUNT_MAX, LeadPage, LeadQuery, LeadSort, LeadView};
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
    let (conditions, order) = (query.conditions(), query.order());
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
    match query.sort {
        LeadSort::State | LeadSort::Class | LeadSort::Source | LeadSort::Fair => {
            format!("lead_by_{}", query.sort.name())
        }
        LeadSort::Signer => "lead_captured_newest".to_owned(),
        _ => format!("lead_{}_{}", query.view.name(), query.sort.name()),
    }
}

/// The index that holds the fewest rows beside those asked for.
fn filter_index(query: &LeadQuery) -> String {
    let filter = &query.filter;
    let newest = format!("lead_{}_newest", query.view.name());
    let by = match () {
        () if query.view == LeadView::Drafts => return newest,
        () if filter.disputed => return "lead_disputed".to_owned(),
        () if filter.owner.is_some() => "owner",
        () if filter.held == Some(LeadHeld::ByNobody) => "owner",
        () if filter.due_before_ms.is_some() => return format!("lead_{}_due", query.view.name()),
        () if filter.fair.is_some() => "fair",
        () if filter.from.is_some() || filter.to.is_some() => "day",
        // A view's own rows are fewer than those of a value that many have.
        () if matches!(query.view, LeadView::Mine | LeadView::Helping | LeadView::Pool) => {
            return newest;
        }
        () if filter.signer.is_some() => return "lead_captured_newest".to_owned(),
        () if query.view == LeadView::Captured => return newest,
        () if filter.class.is_some() => "class",
        () if filter.state.is_some() => "state",
        () if filter.source.is_some() => "source",
        () if filter.held == Some(LeadHeld::ByPool) => return "lead_pool_newest".to_owned(),
        () => return order_index(query),
    };
    format!("lead_by_{by}")
}

/// The cards of a list in its order, up to a limit.
pub(super) fn cards(
    snapshot: &Snapshot<'_>,
    query: &LeadQuery,
    limit: u32,
) -> Result<Vec<CardId>, Error> {
    let (conditions, order, index) = (query.conditions(), query.order(), order_index(query));
    let sql = format!(
        "select card from lead indexed by {index} where {conditions} order by {order} limit :limit"
    );
    let mut named = query.named();
    named.push((":limit", &limit));
    let mut statement = snapshot.connection().prepare_cached(&sql)?;
    let cards = statement.query_map(named.as_slice(), |row| row.get(0).map(CardId))?;
    Ok(cards.collect::<Result<_, _>>()?)
}
