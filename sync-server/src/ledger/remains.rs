//! What the server holds of a laptop that is gone, for headquarters (SEC-09).

use domain::company::Role;
use facts::Gather;
use ledger::{EnrolmentId, Record, Remains, Seq};
use thiserror::Error;

use super::{Ledger, Trouble};

/// Why nobody was answered.
#[derive(Debug, Error)]
pub enum RemainsRefusal {
    /// It is nobody else's business.
    #[error("only headquarters may ask about a laptop")]
    NotHeadquarters,
    /// The ledger could not do its work.
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl Ledger {
    /// Tells headquarters what is left of an enrolment's laptop; nothing, if the company has no such one.
    ///
    /// # Errors
    /// [`RemainsRefusal`].
    pub fn remains_for(
        &self,
        asker: EnrolmentId,
        of: EnrolmentId,
    ) -> Result<Option<Remains>, RemainsRefusal> {
        let book = self.book()?;
        let asker = book.enrolments.get(&asker).filter(|asker| asker.revoked.is_none());
        let now = self.clock.now();
        if !asker.is_some_and(|asker| book.company.holds(&asker.person, Role::Hq, now)) {
            return Err(RemainsRefusal::NotHeadquarters);
        }
        if book.is_server(&of) || !book.enrolments.contains_key(&of) {
            return Ok(None);
        }
        let remains = self.read(|memo, book| {
            let mut held: Vec<Record> = Vec::new();
            for log in memo.view().logs_of(of)?.into_keys() {
                let last = memo.view().head(log)?.seq;
                held.extend(memo.view().in_log(log, Seq(1), last)?);
            }
            Gather::new(memo, book).remains(of, &held)
        })?;
        Ok(Some(remains))
    }
}
