//! What was lately entered into feeds. Of what is worked out for a customer most stands there already: it is
//! passed over without looking for it in the database.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::audience::Depth;
use ledger::{EnrolmentId, RecordId};

/// How many entries are kept; when there are more, it begins anew.
const KEPT_MAX: usize = 400_000;

/// Entries that stand in feeds at least as deep as is said here.
#[derive(Default)]
pub(super) struct Fed(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    feeds: HashMap<EnrolmentId, HashMap<RecordId, Depth>>,
    count: usize,
}

impl Fed {
    /// The rows of which it is not known that they stand in a feed, each with its place among all. They are to
    /// be entered: from now on it is known of these, too.
    pub(super) fn news<'r>(
        &self,
        enrolment: EnrolmentId,
        rows: &'r [(RecordId, Depth)],
    ) -> Vec<(usize, &'r (RecordId, Depth))> {
        let mut kept = self.lock();
        if kept.count + rows.len() > KEPT_MAX {
            *kept = Kept::default();
        }
        let feed = kept.feeds.entry(enrolment).or_default();
        let before = feed.len();
        let mut is_news = |(record, depth): &(RecordId, Depth)| match feed.get_mut(record) {
            Some(known) if *known >= *depth => false,
            Some(known) => {
                *known = *depth;
                true
            }
            None => feed.insert(*record, *depth).is_none(),
        };
        let news = rows.iter().enumerate().filter(|(_, row)| is_news(row)).collect();
        let entered = feed.len() - before;
        kept.count += entered;
        news
    }

    /// After rows were taken back from somebody.
    pub(super) fn forget(&self, enrolment: EnrolmentId) {
        let mut kept = self.lock();
        let count = kept.feeds.remove(&enrolment).map_or(0, |feed| feed.len());
        kept.count -= count;
    }

    /// After what was written is undone.
    pub(super) fn forget_all(&self) {
        *self.lock() = Kept::default();
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
