//! Pools that were dealt (OWN-07).

use domain::FairId;
use domain::card::Act;
use domain::fair::pool::Deal;

use super::Gather;
use crate::fact::Fact;
use crate::index::{Key, Records};

impl<R: Records> Gather<'_, R> {
    /// What was dealt at a fair, in order of signing. Whether a card's share counts is the ruling's business.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn deals(&self, fair: &FairId) -> Result<Vec<Act<Deal>>, R::Error> {
        let mut deals = Vec::new();
        for record in self.records.under(&Key::Fair(fair.clone()), 0)? {
            if let Ok(Fact::Deal(deal)) = Fact::read(&record) {
                let act = self.act(&record, deal)?;
                deals.extend(Some(act).filter(|act| !act.after_revocation));
            }
        }
        deals.sort_by_key(|act| (act.time.at, act.id));
        Ok(deals)
    }
}
