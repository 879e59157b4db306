//! What is prepared for a fair, and how its hand-over stands (FAIR-02 to FAIR-04).

use std::collections::{BTreeMap, BTreeSet};

use domain::FairId;
use domain::fair::handover::{self, Handover};
use domain::fair::preparation::{self, ItemId, Prepared};

use super::Gather;
use crate::fact::Fact;
use crate::index::{Key, Records};

/// A fair's preparation.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Preparation {
    /// The items, those that are no longer wanted among them.
    pub items: BTreeMap<ItemId, Prepared>,
    /// Who offered and received what.
    pub handover: Handover,
}

impl Preparation {
    /// The items that have to be handed over.
    pub fn wanted(&self) -> BTreeSet<ItemId> {
        let wanted = self.items.iter().filter(|(_, item)| !item.now.what.dropped);
        wanted.map(|(id, _)| *id).collect()
    }
}

impl<R: Records> Gather<'_, R> {
    /// What is prepared for a fair.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn preparation(&self, fair: &FairId) -> Result<Preparation, R::Error> {
        let (mut items, mut offers, mut receipts) = (Vec::new(), Vec::new(), Vec::new());
        for record in self.records.under(&Key::Fair(fair.clone()), 0)? {
            match Fact::read(&record) {
                Ok(Fact::Item(item)) => items.push(self.act(&record, item)?),
                Ok(Fact::Offer(offer)) => offers.push(self.act(&record, offer)?),
                Ok(Fact::Received(receipt)) => receipts.push(self.act(&record, receipt)?),
                _ => {}
            }
        }
        let company = &self.book.company;
        Ok(Preparation {
            items: preparation::prepared(fair, &items, company),
            handover: handover::handover(fair, &offers, &receipts, company),
        })
    }
}
