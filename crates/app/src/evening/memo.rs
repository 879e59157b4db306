//! What the desk has worked out and may show again. An evening asks for three hundred rulings after every key,
//! and a key changes one of them.
//!
//! Everything is forgotten as soon as anything is written but a judgement, a countersignature or an assignment
//! of this laptop: after those only the customers whom they are about.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::density::Dense;
use domain::time::{Day, Instant};
use domain::{CardId, FairId, PersonId};
use facts::{Fact, Gather, kind};
use ledger::Record;
use store::Store;

use super::density;
use super::hand_ins::register_gaps;
use super::office::{SignedByDay, signed_by_day};
use crate::Failure;
use crate::view::{DenseRow, EveningCard};
use crate::workspace::Workspace;

/// What touches nobody but the customers of the cards that it names.
const NARROW: [&str; 3] = [kind::EVALUATION, kind::COUNTERSIGN, kind::ASSIGNMENT];

/// A card as it was shown.
#[derive(Clone)]
pub(crate) struct Shown {
    pub(super) card: EveningCard,
    pub(super) signer: PersonId,
    pub(super) possession: Option<Instant>,
    /// Whether its source is paper.
    pub(super) from_paper: bool,
    /// The cards of its customer.
    members: BTreeSet<CardId>,
    /// Until when, if nothing happens.
    until: Option<i64>,
}

impl Shown {
    pub(super) fn new(
        card: EveningCard,
        file: &domain::card::CardFile,
        from_paper: bool,
        members: BTreeSet<CardId>,
        until: Option<i64>,
    ) -> Self {
        Self {
            card,
            signer: file.signer().clone(),
            possession: file.possession,
            from_paper,
            members,
            until,
        }
    }
}

/// What was worked out, and out of what.
#[derive(Default)]
pub(crate) struct Memo {
    writes: u64,
    shown: BTreeMap<CardId, Arc<Shown>>,
    signers: BTreeMap<CardId, BTreeSet<PersonId>>,
    days: BTreeMap<FairId, Arc<SignedByDay>>,
    probable: BTreeMap<CardId, Vec<(CardId, CardId)>>,
    dense: BTreeMap<(FairId, Day), Vec<Dense>>,
    gaps: BTreeMap<FairId, BTreeMap<PersonId, u32>>,
}

impl Memo {
    /// Forgets what no longer holds, so many writes later.
    pub(crate) fn refresh(&mut self, writes: u64, as_of: Instant) {
        if self.writes != writes {
            *self = Self { writes, ..Self::default() };
        }
        self.shown.retain(|_, shown| shown.until.is_none_or(|until| as_of.0 < until));
    }

    /// This laptop has signed something, in writes from `before` to `after`.
    pub(crate) fn signed(&mut self, records: &[Record], before: u64, after: u64) {
        if self.writes != before || !records.iter().all(|record| NARROW.contains(&record.kind())) {
            return;
        }
        self.writes = after;
        let said = records.iter().filter_map(|record| Fact::read(record).ok());
        let cards: BTreeSet<CardId> = said.flat_map(|fact| fact.cards()).collect();
        self.shown.retain(|_, shown| shown.members.is_disjoint(&cards));
        self.signers.retain(|card, _| !cards.contains(card));
    }

    /// Something was written that no record and no row depends on.
    pub(crate) fn unmoved(&mut self, before: u64, after: u64) {
        if self.writes == before {
            self.writes = after;
        }
    }

    /// A fair's signed cards by day.
    pub(super) fn days(
        &mut self,
        workspace: &Workspace,
        gather: &Gather<'_, Store>,
        fair: &FairId,
    ) -> Result<Arc<SignedByDay>, Failure> {
        if let Some(known) = self.days.get(fair) {
            return Ok(Arc::clone(known));
        }
        let days = Arc::new(signed_by_day(workspace, gather, fair)?);
        self.days.insert(fair.clone(), Arc::clone(&days));
        Ok(days)
    }

    /// Who wrote down more cards on a day than talks can have been (DUP-05).
    pub(super) fn dense_rows(
        &mut self,
        workspace: &Workspace,
        gather: &Gather<'_, Store>,
        fair: &FairId,
        day: Day,
        as_of: Instant,
    ) -> Result<Vec<DenseRow>, Failure> {
        let key = (fair.clone(), day);
        if !self.dense.contains_key(&key) {
            let found = density::stretches(workspace, gather, fair, Some(day), as_of)?;
            self.dense.insert(key.clone(), found);
        }
        density::rows(workspace, self.dense.get(&key).map_or(&[], Vec::as_slice), as_of)
    }

    /// The pairs that a card may make with others (DUP-02).
    pub(super) fn probable(
        &mut self,
        gather: &Gather<'_, Store>,
        card: CardId,
        as_of: Instant,
    ) -> Result<&[(CardId, CardId)], Failure> {
        Ok(match self.probable.entry(card) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(gather.probable(card, as_of)?),
        })
    }

    /// Numbers that are missing in each person's registers of a fair (FAIR-18).
    pub(super) fn gaps(
        &mut self,
        workspace: &Workspace,
        fair: &FairId,
    ) -> Result<&BTreeMap<PersonId, u32>, Failure> {
        if !self.gaps.contains_key(fair) {
            self.gaps.insert(fair.clone(), register_gaps(workspace, fair)?);
        }
        Ok(&self.gaps[fair])
    }

    /// Who has countersigned a card (FAIR-10).
    pub(super) fn countersigners(
        &mut self,
        gather: &Gather<'_, Store>,
        card: CardId,
    ) -> Result<&BTreeSet<PersonId>, Failure> {
        Ok(match self.signers.entry(card) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(gather.countersigners(card)?),
        })
    }

    pub(super) fn shown(&self, card: CardId) -> Option<Arc<Shown>> {
        self.shown.get(&card).cloned()
    }

    pub(super) fn keep(&mut self, card: CardId, shown: Shown) -> Arc<Shown> {
        let shown = Arc::new(shown);
        self.shown.insert(card, Arc::clone(&shown));
        shown
    }
}
