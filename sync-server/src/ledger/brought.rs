//! What a device holds that this server has not told it: a colleague brought it (decision 0020).

use std::collections::BTreeMap;
use std::sync::PoisonError;

use domain::CardId;
use domain::audience::Depth;
use ledger::EnrolmentId;
use protocol::holdings::Brought;
use protocol::limits::BROUGHT_MAX;

use super::memo::Memo;
use super::recovery::Recovery;
use super::release::{Taken, Whose};
use super::{Ledger, Trouble};

impl Ledger {
    /// Judges on what a device says that it holds. What it may not hold becomes a word like any other. Gives
    /// the cards that were judged on: of the others nothing is known here yet, and while it is not known
    /// what was lost, nobody is told to let go of anything.
    pub(super) fn judge(
        &self,
        from: EnrolmentId,
        brought: &[Brought],
    ) -> Result<Vec<CardId>, Trouble> {
        if brought.is_empty() {
            return Ok(Vec::new());
        }
        // What changes whose it is meanwhile is worked out after this, and corrects it.
        let _turn = self.feeding.lock().unwrap_or_else(PoisonError::into_inner);
        let read = self.storage.read()?;
        let book = self.books.of(&*read)?;
        let Some(enrolled) = book.enrolments.get(&from) else { return Ok(Vec::new()) };
        if Recovery::under_way(&*read)?.is_some() {
            return Ok(Vec::new());
        }
        let now = self.clock.now();
        let memo = Memo::new(&*read);
        let viewers = BTreeMap::new();
        let whose = Whose::of(&memo, &book, now, &viewers);
        let (mut judged, mut taken) = (Vec::new(), Taken::default());
        for brought in brought.iter().take(BROUGHT_MAX) {
            let card = CardId(brought.card);
            let held = if brought.content { Depth::Content } else { Depth::Ranking };
            if whose.judge(from, &enrolled.person, (card, held), &mut taken)? {
                judged.push(card);
            }
        }
        drop(read);
        if !taken.is_empty() {
            let mut write = self.storage.write()?;
            taken.write(&mut *write, now)?;
            write.commit()?;
        }
        Ok(judged)
    }
}
