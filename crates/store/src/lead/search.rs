//! A page of what a search finds.

use domain::CardId;

use super::index::{facets_of_query, texts_of};
use super::query::{LeadPage, LeadQuery, SEARCH_HITS_MAX};
use super::row::{COLUMNS, LeadRow, from_row};
use crate::error::Error;
use crate::snapshot::Snapshot;
use crate::text::Terms;

/// How many rows that are not in the index yet are searched one by one, newest first. More wait only
/// in the seconds after a first sync or a rebuild.
const PENDING_SEARCHED_MAX: u32 = 500;

/// The columns that text is searched in; the last one of the table is not.
const TEXT_COLUMNS: &str = "{company person phone site matter notes marks sound}";

/// The newest hits, in the order asked for.
pub(super) fn page(
    snapshot: &Snapshot<'_>,
    query: &LeadQuery,
    terms: &Terms,
) -> Result<LeadPage, Error> {
    let (hits, capped) = hits(snapshot, query, terms)?;
    let rows = rows(snapshot, query, &hits)?;
    Ok(LeadPage { rows, total: u32::try_from(hits.len()).unwrap_or(SEARCH_HITS_MAX), capped })
}

/// The newest hits, and whether there may be more.
fn hits(
    snapshot: &Snapshot<'_>,
    query: &LeadQuery,
    terms: &Terms,
) -> Result<(Vec<i64>, bool), Error> {
    let (mut hits, all_searched) = pending_hits(snapshot, query, terms)?;
    hits.extend(indexed_hits(snapshot, query, terms)?);
    let capped = !all_searched || hits.len() > SEARCH_HITS_MAX as usize;
    hits.sort_unstable_by(|a, b| b.cmp(a));
    hits.truncate(SEARCH_HITS_MAX as usize);
    Ok((hits, capped))
}

/// The cards of all hits, in the order asked for.
pub(super) fn cards(
    snapshot: &Snapshot<'_>,
    query: &LeadQuery,
    terms: &Terms,
) -> Result<Vec<CardId>, Error> {
    let (hits, _) = hits(snapshot, query, terms)?;
    let sql = format!(
        "select card from lead where doc in (select value from json_each(?)) order by {}",
        query.order()
    );
    let mut statement = snapshot.connection().prepare_cached(&sql)?;
    let cards = statement.query_map([json_of(&hits)], |row| row.get(0).map(CardId))?;
    Ok(cards.collect::<Result<_, _>>()?)
}

fn json_of(hits: &[i64]) -> String {
    format!("[{}]", hits.iter().map(i64::to_string).collect::<Vec<_>>().join(","))
}

fn indexed_hits(
    snapshot: &Snapshot<'_>,
    query: &LeadQuery,
    terms: &Terms,
) -> Result<Vec<i64>, Error> {
    let facets: String =
        facets_of_query(query).iter().map(|f| format!(" AND facets : {f}")).collect();
    let expression = format!("{TEXT_COLUMNS} : ({}){facets}", terms.to_fts());
    // Facets make it fast; the row decides, because the index may not know yet.
    let conditions = query.conditions();
    let sql = format!(
        "select doc from lead_fts cross join lead on doc = lead_fts.rowid
        where lead_fts match :match and pending = 0 and {conditions}
        order by lead_fts.rowid desc limit {SEARCH_HITS_MAX} + 1"
    );
    let mut named = query.named();
    named.push((":match", &expression));
    let mut statement = snapshot.connection().prepare_cached(&sql)?;
    let docs = statement.query_map(named.as_slice(), |row| row.get(0))?;
    Ok(docs.collect::<Result<_, _>>()?)
}

/// The hits among the rows that are not in the index, and whether all of those were searched.
fn pending_hits(
    snapshot: &Snapshot<'_>,
    query: &LeadQuery,
    terms: &Terms,
) -> Result<(Vec<i64>, bool), Error> {
    let conditions = query.conditions();
    let sql = format!(
        "select {COLUMNS}, doc from lead indexed by lead_pending where pending = 1 and {conditions}
        order by doc desc limit {PENDING_SEARCHED_MAX} + 1"
    );
    let mut statement = snapshot.connection().prepare_cached(&sql)?;
    let mut rows = statement.query(query.named().as_slice())?;
    let (mut docs, mut searched) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        if searched == PENDING_SEARCHED_MAX {
            return Ok((docs, false));
        }
        searched += 1;
        if terms.found_in(&texts_of(&from_row(row)?)) {
            docs.push(row.get("doc")?);
        }
    }
    Ok((docs, true))
}

fn rows(snapshot: &Snapshot<'_>, query: &LeadQuery, hits: &[i64]) -> Result<Vec<LeadRow>, Error> {
    let order = query.order();
    let sql = format!(
        "select {COLUMNS} from lead where doc in (select value from json_each(:hits))
        order by {order} limit :limit offset :offset"
    );
    let hits = json_of(hits);
    let mut statement = snapshot.connection().prepare_cached(&sql)?;
    let named = rusqlite::named_params! {
        ":hits": hits, ":limit": query.rows_max(), ":offset": query.offset
    };
    let rows = statement.query_map(named, from_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}
