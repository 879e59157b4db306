//! What the search index holds of a row, and how it is told.

use rusqlite::{Params, params};

use super::query::{LeadFilter, LeadQuery, LeadView};
use super::row::{COLUMNS, LeadRow, from_row};
use crate::error::Error;
use crate::number::clamped;
use crate::text::{phone_tokens, sound_tokens, tokens};
use crate::tx::Tx;

/// The text columns of `lead_fts`, as tokens: company, person, phone, site, matter, notes, marks, sound.
pub(super) fn texts_of(row: &LeadRow) -> [Vec<String>; 8] {
    let number = row.number.map(|number| number.to_string());
    [
        tokens(&row.company),
        tokens(&row.person),
        phone_tokens(&row.phone),
        tokens(&row.site),
        tokens(&row.matter),
        tokens(&row.notes),
        number.into_iter().collect(),
        [&row.company, &row.person, &row.site].map(|text| sound_tokens(text)).concat(),
    ]
}

/// A hash of everything that the index has of a row, so that one whose deadline has changed is not
/// indexed again.
pub(super) fn indexed_hash(row: &LeadRow) -> i64 {
    let mut hasher = blake3::Hasher::new();
    let facets = facets_of_row(row);
    let number = row.number.unwrap_or(0).to_string();
    let texts =
        [&row.company, &row.person, &row.phone, &row.site, &row.matter, &row.notes, &number];
    for text in texts.into_iter().chain(&facets) {
        hasher.update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes());
    }
    i64::from_le_bytes(*hasher.finalize().as_bytes().first_chunk().expect("a hash is longer"))
}

/// Views and filters as tokens. They let a selective view be searched without walking through every
/// lead that has a common word in it.
fn facets_of_row(row: &LeadRow) -> Vec<String> {
    let views = [
        (LeadView::Mine, row.mine),
        (LeadView::Drafts, row.draft),
        (LeadView::Helping, row.helper),
        (LeadView::Pool, row.in_pool()),
    ];
    let views = views.into_iter().filter(|(_, is_in)| *is_in).map(|(view, _)| of_view(view));
    let fair = row.fair.as_ref().map(|fair| of_value('f', fair));
    let values = [('s', &row.signer), ('o', &row.owner), ('d', &row.day)];
    views.chain(fair).chain(values.map(|(name, value)| of_value(name, value))).collect()
}

/// The tokens that every hit of a query has.
pub(super) fn facets_of_query(query: &LeadQuery) -> Vec<String> {
    let own = matches!(query.view, LeadView::Captured | LeadView::Drafts);
    let has_facet = !matches!(query.view, LeadView::All | LeadView::Captured);
    let value = |name, value: &Option<String>| value.as_ref().map(|value| of_value(name, value));
    let facets = [
        has_facet.then(|| of_view(query.view)),
        own.then(|| of_value('s', &query.me)),
        value('f', &query.filter.fair),
        value('o', &query.filter.owner),
        one_day(query).map(|day| of_value('d', day)),
    ];
    facets.into_iter().flatten().collect()
}

/// The day, if it is one.
fn one_day(query: &LeadQuery) -> Option<&str> {
    let LeadFilter { from, to, .. } = &query.filter;
    from.as_deref().filter(|from| to.as_deref() == Some(from))
}

fn of_view(view: LeadView) -> String {
    format!("v{}", view.name())
}

/// Hashed, because an id may hold what is no token.
fn of_value(name: char, value: &str) -> String {
    let hash = blake3::hash(value.as_bytes());
    format!("{name}{}", &hash.to_hex()[..10])
}

/// Writes pending rows into the index, newest first; how many.
pub(crate) fn index_pending(tx: &mut Tx<'_>, limit: usize) -> Result<usize, Error> {
    let pending = pending(tx, limit)?;
    for (doc, row) in &pending {
        let [company, person, phone, site, matter, notes, marks, sound] =
            texts_of(row).map(|t| t.join(" "));
        let facets = facets_of_row(row).join(" ");
        let sql = "insert or replace into lead_fts
            (rowid, company, person, phone, site, matter, notes, marks, sound, facets)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let texts = params![doc, company, person, phone, site, matter, notes, marks, sound, facets];
        execute(tx, sql, texts)?;
        execute(tx, "update lead set pending = 0 where doc = ?", params![doc])?;
    }
    Ok(pending.len())
}

fn execute(tx: &Tx<'_>, sql: &str, values: impl Params) -> Result<(), Error> {
    tx.connection().prepare_cached(sql)?.execute(values)?;
    Ok(())
}

fn pending(tx: &Tx<'_>, limit: usize) -> Result<Vec<(i64, LeadRow)>, Error> {
    let sql = format!(
        "select {COLUMNS}, doc from lead indexed by lead_pending where pending = 1
        order by doc desc limit ?"
    );
    let mut statement = tx.connection().prepare_cached(&sql)?;
    let rows = statement
        .query_map(params![clamped(limit as u64)], |row| Ok((row.get("doc")?, from_row(row)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
