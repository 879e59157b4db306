//! Which photos a colleague may have: those that something names which he may read.

use domain::PersonId;
use domain::audience::Depth;
use facts::{Entitlement, Holder, Records, photo_of};
use ledger::Hash;
use store::Store;

use crate::workspace::Workspace;
use crate::{Failure, Now};

/// What somebody may see of the photos that are here.
pub struct PhotosFor<'w> {
    store: &'w Store,
    to: &'w PersonId,
    entitlement: Entitlement<'w, Store>,
}

impl<'w> PhotosFor<'w> {
    /// Looks with a colleague's eyes.
    pub fn new(workspace: &'w Workspace, to: &'w PersonId, now: &Now) -> Self {
        let (store, as_of) = (workspace.store(), workspace.as_of(now));
        let entitlement = Entitlement::new(store, workspace.book(), to, as_of);
        Self { store, to, entitlement }
    }

    /// Whether a card or a note names a photo to him, by a text that he wrote or may read whole.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn may_have(&self, holder: &Holder, photo: Hash) -> Result<bool, Failure> {
        if !self.store.photos_of(holder)?.contains(&photo) {
            return Ok(false);
        }
        let of_card = match holder {
            Holder::Card(card) => self.entitlement.records_of(*card)?,
            Holder::Note(..) => Default::default(),
        };
        let saying = holder.saying(self.store.under(&holder.key(), 0)?).into_iter();
        let mut naming = saying.filter(|record| photo_of(record) == Some(photo));
        Ok(naming.any(|record| {
            record.envelope().author == self.to.as_str()
                || of_card.get(&record.id()).is_some_and(|(_, depth)| *depth == Depth::Content)
                || self.entitlement.on_its_own(&record) == Some(Depth::Content)
        }))
    }
}
