//! What the person is told once it is gone.

use std::collections::{BTreeMap, BTreeSet};

use domain::CardId;
use domain::time::Instant;
use facts::{Fact, Records};
use store::Tx;

use super::Pending;
use crate::Failure;
use crate::workspace::Workspace;
use crate::workspace::renewal::{Event, Handover, note, note_handover};

/// What the person is told: which of his customers went to whom, and how much else is gone.
#[derive(Default)]
pub(super) struct Told {
    handovers: BTreeMap<(String, String), Gone>,
    others: BTreeSet<CardId>,
}

/// Customers that went to one person for one reason.
#[derive(Default)]
struct Gone {
    customers: BTreeSet<CardId>,
    numbers: BTreeSet<u64>,
    handed_over: u64,
}

impl Told {
    pub(super) fn add(
        &mut self,
        workspace: &Workspace,
        pending: &Pending,
        own: u32,
        as_of: Instant,
    ) -> Result<(), Failure> {
        let Some(row) = workspace.store.lead(pending.card())? else { return Ok(()) };
        let act = pending.act.map(|act| workspace.store.record(&act)).transpose()?.flatten();
        let fact = act.as_ref().and_then(|act| Fact::read(act).ok());
        let given = fact.as_ref().and_then(|fact| fact.gives(pending.card()));
        let Some((to, reason)) = given else {
            self.others.insert(row.customer);
            return Ok(());
        };
        let name = workspace.book.target_name(&to, as_of);
        let handover = self.handovers.entry((name, reason.to_owned())).or_default();
        handover.customers.insert(row.customer);
        handover.numbers.extend(row.number);
        handover.handed_over += u64::from(own);
        Ok(())
    }

    /// `ended` once nothing is to be held here by anybody.
    pub(super) fn note(
        self,
        tx: &mut Tx<'_>,
        as_of: Instant,
        ended: bool,
    ) -> Result<(), store::Error> {
        if !self.others.is_empty() {
            let event = if ended { Event::Ended } else { Event::Released };
            note(tx, event, as_of.0, self.others.len() as u64)?;
        }
        for ((to, why), gone) in self.handovers {
            let (numbers, handed_over) = (gone.numbers.into_iter().collect(), gone.handed_over);
            let handover = Handover { to, why, numbers, handed_over };
            note_handover(tx, as_of.0, gone.customers.len() as u64, handover)?;
        }
        Ok(())
    }
}
