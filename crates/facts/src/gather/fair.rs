//! What is prepared for a fair, and how its hand-over stands (FAIR-02 to FAIR-04).

use std::collections::{BTreeMap, BTreeSet};

use domain::FairId;
use domain::fair::handover::{self, Handover};
use domain::fair::preparation::{self, ItemId, Prepared};
use ledger::Record;

use super::Gather;
use crate::fact::Fact;
use crate::index::Records;
use crate::kind;

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
        let item = |_: &Record, fact| match fact {
            Fact::Item(item) => Some(item),
            _ => None,
        };
        let offer = |_: &Record, fact| match fact {
            Fact::Offer(offer) => Some(offer),
            _ => None,
        };
        let received = |_: &Record, fact| match fact {
            Fact::Received(receipt) => Some(receipt),
            _ => None,
        };
        let items = self.acts_of_fair(fair, kind::ITEM, item)?;
        let offers = self.acts_of_fair(fair, kind::OFFER, offer)?;
        let receipts = self.acts_of_fair(fair, kind::RECEIVED, received)?;
        let company = &self.book.company;
        Ok(Preparation {
            items: preparation::prepared(fair, &items, company),
            handover: handover::handover(fair, &offers, &receipts, company),
        })
    }
}
