//! How many cards a fair has, counted in one index and without reading one.

use rusqlite::params;

use crate::error::Error;
use crate::number::unsigned;
use crate::snapshot::Snapshot;

/// What the signing times of one [`LeadTally`] have in common: every zone begins its hours at a multiple of it.
const QUARTER_MS: i64 = 15 * 60_000;

/// Signed cards of a fair that are alike.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LeadTally {
    /// Day of capture.
    pub day: String,
    /// Who signed.
    pub signer: String,
    /// Source by its rulebook name.
    pub source: String,
    /// Class by its rulebook name.
    pub class: String,
    /// The quarter of an hour in which they were signed, milliseconds since 1970 UTC.
    pub from_ms: i64,
    /// How many.
    pub cards: u64,
    /// How many of them count: one for each customer (DUP-01).
    pub effective: u64,
}

impl Snapshot<'_> {
    /// The signed cards of a fair, or of one day of it, counted.
    ///
    /// # Errors
    /// What the database reports.
    pub fn lead_tally(&self, fair: &str, day: Option<&str>) -> Result<Vec<LeadTally>, Error> {
        let sql = "select day, signer, source, class, signed_ms / ?1 * ?1, count(*), sum(effective)
            from lead indexed by lead_by_tally
            where fair = ?2 and draft = 0 and day between ?3 and ?4
            group by 1, 2, 3, 4, 5";
        // A day is text of digits: nothing comes before the empty text, and none after a tilde.
        let (from, to) = day.map_or(("", "~"), |day| (day, day));
        let mut statement = self.connection().prepare_cached(sql)?;
        let rows = statement.query_map(params![QUARTER_MS, fair, from, to], |row| {
            Ok(LeadTally {
                day: row.get(0)?,
                signer: row.get(1)?,
                source: row.get(2)?,
                class: row.get(3)?,
                from_ms: row.get(4)?,
                cards: unsigned(row.get(5)?),
                effective: unsigned(row.get(6)?),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
