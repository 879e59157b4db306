//! Purging what may no longer be held (SYN-05), so that nothing of it is left in the file.
//!
//! As with what is erased, the rule is kept where records are stored: from [`Tx::withdraw`] on, a record
//! about that card is kept only so deep, whoever brings it, until [`Tx::give_back`]. Envelopes stay, so that
//! every chain goes on. What this enrolment has signed itself is cut by [`Tx::let_go_of_own`] alone, when
//! the caller knows that it is safe elsewhere.

use domain::CardId;
use domain::audience::Depth;
use facts::{Fact, Key, Records, cut, depth_within};
use ledger::document::DocumentId;
use ledger::{EnrolmentId, Record, WhichPart};
use rusqlite::{OptionalExtension, params};

use crate::error::Error;
use crate::snapshot::Snapshot;
use crate::tx::Tx;

impl Snapshot<'_> {
    /// How deep a card may be held, if not whole.
    ///
    /// # Errors
    /// What the database reports.
    pub fn withdrawn(&self, card: CardId) -> Result<Option<Depth>, Error> {
        let sql = "select depth from withdrawn where card = ?";
        let mut statement = self.connection().prepare_cached(sql)?;
        Ok(statement.query_row(params![card.0], |row| row.get(0)).optional()?.map(depth))
    }

    /// How deep a record may be kept.
    pub(crate) fn depth_kept(&self, record: &Record) -> Result<Depth, Error> {
        let own = "select own from withdrawn limit 1";
        let mut statement = self.connection().prepare_cached(own)?;
        let own: Option<[u8; 16]> = statement.query_row([], |row| row.get(0)).optional()?;
        match own.map(EnrolmentId::new) {
            None => Ok(Depth::Content),
            Some(own) if own == record.envelope().log.enrolment => Ok(Depth::Content),
            Some(_) => self.depth_left(record),
        }
    }

    fn depth_left(&self, record: &Record) -> Result<Depth, Error> {
        depth_within(record, |card| Ok(self.withdrawn(card)?.unwrap_or(Depth::Content)))
    }
}

impl Tx<'_> {
    /// From now on a card is held only so deep; what goes deeper is taken out at once, but for `own`
    /// records. Its row is the caller's to put again.
    ///
    /// # Errors
    /// What the database reports.
    pub fn withdraw(&mut self, card: CardId, depth: Depth, own: EnrolmentId) -> Result<(), Error> {
        let sql = "insert or replace into withdrawn (card, depth, own, scrubbed)
            values (?, ?, ?, 0)";
        let values = params![card.0, number(depth), own.as_bytes()];
        self.connection().prepare_cached(sql)?.execute(values)?;
        for record in self.under(&Key::Card(card), 0)? {
            self.strip(&record)?;
        }
        self.forget_made_of(card)
    }

    /// Cuts what this enrolment has signed about a card down to what rulings are made of. Says how many
    /// records lost their text.
    ///
    /// # Errors
    /// What the database reports.
    pub fn let_go_of_own(&mut self, card: CardId, own: EnrolmentId) -> Result<u32, Error> {
        let mut cut_down = 0;
        for record in self.under(&Key::Card(card), 0)? {
            let written = record.part(WhichPart::Content).is_some();
            if written
                && record.envelope().log.enrolment == own
                && self.depth_left(&record)? < Depth::Content
            {
                self.put_bare(&record, &cut(&record, Depth::Ranking))?;
                cut_down += 1;
            }
        }
        self.forget_made_of(card)?;
        let sql = "update withdrawn set scrubbed = 0 where card = ?";
        self.connection().prepare_cached(sql)?.execute(params![card.0])?;
        Ok(cut_down)
    }

    /// Cuts some of what others wrote about a card for few, and what was made of it; the card stays.
    ///
    /// # Errors
    /// What the database reports.
    pub fn withhold(
        &mut self,
        card: CardId,
        records: &[Record],
        own: EnrolmentId,
    ) -> Result<(), Error> {
        for record in records {
            if let Ok(Fact::Note { card, class: Some(class), .. }) = Fact::read(record) {
                let made = DocumentId::of(card.0, class, &record.envelope().author);
                let sql = "delete from document where id = ?";
                self.connection().prepare_cached(sql)?.execute(params![made.to_bytes()])?;
            }
            self.put_bare(record, &cut(record, Depth::Envelope))?;
        }
        if records.is_empty() {
            return Ok(());
        }
        // Held as deep as ever, but there are traces to be emptied.
        let sql = "insert into withdrawn (card, depth, own, scrubbed) values (?, ?, ?, 0)
            on conflict (card) do update set scrubbed = 0";
        let values = params![card.0, number(Depth::Content), own.as_bytes()];
        self.connection().prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    /// A card may be held so deep again.
    ///
    /// # Errors
    /// What the database reports.
    pub fn give_back(&mut self, card: CardId, depth: Depth) -> Result<(), Error> {
        if depth == Depth::Content {
            let sql = "delete from withdrawn where card = ?";
            self.connection().prepare_cached(sql)?.execute(params![card.0])?;
        } else {
            let sql = "update withdrawn set depth = ?2 where card = ?1";
            self.connection().prepare_cached(sql)?.execute(params![card.0, number(depth)])?;
        }
        Ok(())
    }

    /// Every card may be held as deep as it comes: the words of another store mean nothing.
    ///
    /// # Errors
    /// What the database reports.
    pub fn give_everything_back(&mut self) -> Result<(), Error> {
        self.connection().execute("delete from withdrawn", [])?;
        Ok(())
    }
}

fn number(depth: Depth) -> i64 {
    match depth {
        Depth::Envelope => 0,
        Depth::Ranking => 1,
        Depth::Content => 2,
    }
}

fn depth(number: i64) -> Depth {
    match number {
        0 => Depth::Envelope,
        1 => Depth::Ranking,
        _ => Depth::Content,
    }
}
