//! What its person did that the server is not known to have.

use domain::CardId;
use facts::kind;
use ledger::{RECEIPT_KIND, Seq};

use super::Workspace;
use crate::Failure;

/// What a laptop signs by itself: that it saw a colleague's chain, that an assignment or what was explained to
/// him has come, that it let go
/// of something. It goes with the rest, but it is nothing that anybody did and could miss.
const BY_ITSELF: [&str; 4] = [RECEIPT_KIND, kind::DELIVERY, kind::PENALTY_DELIVERED, kind::PURGED];

/// Records that the server is not known to have.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Unsent {
    /// What this person did.
    pub own: u64,
    /// Signed cards among it.
    pub cards: u64,
    /// What colleagues did, carried for them.
    pub carried: u64,
}

impl Workspace {
    /// Counts it. What must be at the server before anything is let go of is another question: that is all of
    /// it ([`Workspace::let_go`]).
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn unsent(&self) -> Result<Unsent, Failure> {
        let acknowledged = self.store.acknowledged()?;
        let mut unsent = Unsent::default();
        for (log, through) in self.store.heads_contiguous()? {
            let has = acknowledged.get(&log).copied().unwrap_or(Seq::ZERO);
            if self.book.is_server(&log.enrolment) || through <= has {
                continue;
            }
            let kinds = self.store.kinds_above(log, has)?;
            let done = kinds.iter().filter(|(kind, _)| !BY_ITSELF.contains(&kind.as_str()));
            let done: u64 = done.map(|(_, count)| count).sum();
            if log.enrolment == self.identity.enrolment {
                unsent.own += done;
                unsent.cards += kinds.get(kind::CARD).copied().unwrap_or(0);
            } else {
                unsent.carried += done;
            }
        }
        Ok(unsent)
    }

    /// Whether this person ever did anything on this laptop: before that, "everything was sent" says nothing.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn did_anything(&self) -> Result<bool, Failure> {
        for log in self.store.heads_contiguous()?.into_keys() {
            if log.enrolment != self.identity.enrolment {
                continue;
            }
            let kinds = self.store.kinds_above(log, Seq::ZERO)?;
            if kinds.keys().any(|kind| !BY_ITSELF.contains(&kind.as_str())) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether the server is known to have the record that signs a card.
    ///
    /// # Errors
    /// `store` when the disk fails.
    pub fn is_acknowledged(&self, card: CardId) -> Result<bool, Failure> {
        let Some(signed) = self.card_record(card)? else { return Ok(false) };
        let (log, seq) = (signed.envelope().log, signed.envelope().seq);
        Ok(self.store.acknowledged()?.get(&log).is_some_and(|has| seq <= *has))
    }
}
