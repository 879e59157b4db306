//! What could still turn a ruling.

use crate::cluster::Cluster;
use crate::ids::{CardId, PersonId};
use crate::time::Instant;

use super::Ruling;
use super::authority::Authority;
use super::standing::{Out, Standing};

/// What single fact would change a ruling.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Turn {
    /// A live card of somebody signed before this instant.
    EarlierSignature {
        /// Before when.
        before: Instant,
    },
    /// The supervisor's certificate that a late hand-in is excused (OWN-08).
    ExcusedLateness {
        /// Of which card.
        card: CardId,
        /// Whose.
        by: PersonId,
    },
    /// An act of the competent authority.
    Assignment {
        /// Whose.
        authority: Authority,
    },
    /// A human ruling on the tie (DUP-07 (4)).
    TieRuling,
    /// A decision on the case (OWN-12).
    CaseDecision {
        /// Whose.
        authority: Authority,
    },
}

pub(super) fn turns(ruling: &Ruling, standing: &Standing, cluster: &Cluster) -> Vec<Turn> {
    let mut turns = Vec::new();
    if let Some(card) = ruling.effective {
        turns.push(Turn::EarlierSignature { before: cluster.cards[&card].at() });
    }
    if ruling.undecided {
        turns.push(Turn::TieRuling);
    }
    for card in &standing.cards {
        if matches!(card.out, Some(Out::Late { .. })) {
            turns.push(Turn::ExcusedLateness { card: card.card, by: card.signer.clone() });
        }
    }
    turns.push(Turn::Assignment { authority: ruling.authority.clone() });
    turns
}
