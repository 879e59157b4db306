//! Which devices have been told to let go of something, or would be if they came, and have not said that they
//! did. Nobody claims that a laptop was wiped which has not answered (SEC-04).

use domain::audience::Depth;
use domain::company::Role;
use facts::{Book, Fact, Key};
use ledger::EnrolmentId;
use protocol::holdings::{EVERYTHING, Open};

use super::standing::Standing;
use super::{ConfirmRefusal, Ledger, Trouble};
use crate::storage::{Read, Release, StorageError};

impl Ledger {
    /// Tells headquarters.
    ///
    /// # Errors
    /// [`ConfirmRefusal`].
    pub fn outstanding_for(&self, asker: EnrolmentId) -> Result<Vec<Open>, ConfirmRefusal> {
        let book = self.book()?;
        let enrolled = book.enrolments.get(&asker).filter(|asker| asker.revoked.is_none());
        let now = self.clock.now();
        if !enrolled.is_some_and(|asker| book.company.holds(&asker.person, Role::Hq, now)) {
            return Err(ConfirmRefusal::NotHeadquarters);
        }
        Ok(self.outstanding(&book)?)
    }

    fn outstanding(&self, book: &Book) -> Result<Vec<Open>, Trouble> {
        // Those who have gone are told when they come; that they should let go is known already.
        let gone: Vec<EnrolmentId> = book
            .enrolments
            .keys()
            .filter(|id| !book.is_server(id))
            .filter(|id| !super::pull::is_entitled(book, **id, self.clock.now()))
            .copied()
            .collect();
        gone.into_iter().try_for_each(|id| self.release_everything(id))?;
        let read = self.storage.read()?;
        let epoch = Standing::of(&*read, &self.secrets)?.epoch;
        let mut open = Vec::new();
        for (id, enrolled) in &book.enrolments {
            let mut words = read.released(*id, said(&*read, *id, epoch)?, usize::MAX)?;
            words.retain(|word| word.depth < Depth::Content);
            let Some(since) = words.iter().map(|word| word.at).min() else { continue };
            let all = |word: &Release| word.card.0 == EVERYTHING;
            open.push(Open {
                enrolment: *id,
                person: enrolled.person.to_string(),
                device: enrolled.device.clone(),
                since_ms: since.0,
                cards: if words.iter().any(all) { 0 } else { words.len() as u64 },
                last_contact_ms: read.last_contact(*id)?.map(|at| at.0),
            });
        }
        Ok(open)
    }
}

/// Through which word a device said that it let go of everything, in this store.
fn said(read: &dyn Read, enrolment: EnrolmentId, epoch: [u8; 16]) -> Result<u64, StorageError> {
    let said = read.under(&Key::Purges(enrolment), 0)?;
    let through = said.iter().filter_map(|record| match Fact::read(record) {
        Ok(Fact::Purged { epoch: of, through }) if of == epoch => Some(through),
        _ => None,
    });
    Ok(through.max().unwrap_or(0))
}
