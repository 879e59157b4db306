//! Whom the authors of what is written in confidence have named.

use std::collections::{BTreeMap, BTreeSet};

use domain::{CardId, PersonId};
use ledger::Record;

use crate::fact::Fact;
use crate::gather::{Customer, Gather};
use crate::index::Records;
use crate::kind;

/// Who may read, beside those who may anyway, what an author wrote in confidence about the cards of one
/// customer.
#[derive(Clone, Debug, Default)]
pub struct Confided(BTreeMap<(CardId, PersonId), BTreeSet<PersonId>>);

impl Confided {
    /// Those whom an author has named for a card.
    pub fn readers(&self, card: CardId, author: &PersonId) -> BTreeSet<PersonId> {
        self.0.get(&(card, author.clone())).cloned().unwrap_or_default()
    }
}

impl<R: Records> Gather<'_, R> {
    /// Whom the authors have named, for each card of a customer. An author names with his own key only, and
    /// with none that had been revoked.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn confided(&self, customer: &Customer) -> Result<Confided, R::Error> {
        let mut confided = Confided::default();
        for card in customer.cluster.cards.keys() {
            for record in self.about(*card)? {
                let Ok(Fact::Confided { card, readers }) = Fact::read(&record) else { continue };
                let act = self.act(&record, ())?;
                if !act.after_revocation {
                    confided.0.entry((card, act.by)).or_default().extend(readers);
                }
            }
        }
        Ok(confided)
    }
}

/// The card that a record says something about in confidence, if it does.
pub(crate) fn in_confidence(record: &Record) -> Option<CardId> {
    use ledger::document::Class;
    if !matches!(record.kind(), kind::NOTE | kind::CONFIDED) {
        return None;
    }
    match Fact::read(record) {
        Ok(
            Fact::Note { card, class: Some(Class::Confidential), .. } | Fact::Confided { card, .. },
        ) => Some(card),
        _ => None,
    }
}
