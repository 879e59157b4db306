//! What came after a ruling was final and would change it.

use crate::cluster::Cluster;
use crate::ids::{CardId, PersonId};
use crate::rule::Rule;
use crate::time::Instant;

use super::standing::Out;
use super::state::{Decides, Registration};
use super::{Owner, Ruling};

/// One thing that came late.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Cause {
    /// A card that was signed before and that nobody who decided knew of.
    LateCard {
        /// Which.
        card: CardId,
        /// Whose.
        by: PersonId,
        /// When it was signed.
        at: Instant,
        /// When the company first had it, if it does.
        came: Option<Instant>,
    },
    /// A card that had counted is out.
    Out {
        /// Which.
        card: CardId,
        /// Whose.
        by: PersonId,
        /// Why.
        why: Out,
    },
    /// A card that has turned out to be another customer's.
    Parted {
        /// Which.
        card: CardId,
    },
    /// The assignment on which the owner rests was outside its author's competence after all.
    Incompetent {
        /// Who assigned.
        by: PersonId,
        /// The rule for which it is void.
        rule: Rule,
    },
    /// An assignment that was signed before, and that nobody knew of.
    LateAct {
        /// Who assigned.
        by: PersonId,
        /// When.
        at: Instant,
    },
    /// What a card says was corrected, and that was approved since (ORD-15).
    Corrected {
        /// Which.
        card: CardId,
        /// Who corrected it.
        by: PersonId,
        /// When.
        at: Instant,
    },
    /// What proves when a card was signed has changed.
    Evidence {
        /// Which.
        card: CardId,
        /// Whose.
        by: PersonId,
    },
}

/// What is new against a registration, as the ruling of all facts shows it.
pub(super) fn causes(
    cluster: &Cluster,
    registration: &Registration,
    decides: &Decides,
    ruling: &Ruling,
    since: Instant,
) -> Vec<Cause> {
    let mut causes = Vec::new();
    for file in cluster.cards.values() {
        if !registration.cards.contains(&file.id()) && file.at() <= since {
            let (card, by, at) = (file.id(), file.signer().clone(), file.at());
            causes.push(Cause::LateCard { card, by, at, came: file.possession });
        }
    }
    let gone = registration.cards.iter().filter(|card| !cluster.cards.contains_key(card));
    causes.extend(gone.map(|card| Cause::Parted { card: *card }));
    let counted = ruling.cards.iter().find(|card| Some(card.card) == decides.outcome.effective);
    if let Some((card, why)) = counted.and_then(|card| Some((card, card.out.clone()?))) {
        causes.push(Cause::Out { card: card.card, by: card.signer.clone(), why });
    }
    let founding = ruling.acts.iter().find(|act| Some(act.act) == decides.founded_on);
    if let Some((act, rule)) = founding.and_then(|act| Some((act, act.void?))) {
        causes.push(Cause::Incompetent { by: act.by.clone(), rule });
    }
    let late = ruling.acts.iter().find(|act| act.founds && act.at <= since);
    if let Some(act) = late.filter(|act| Some(act.act) != decides.founded_on)
        && matches!(decides.outcome.owner, Owner::Person(_))
    {
        causes.push(Cause::LateAct { by: act.by.clone(), at: act.at });
    }
    for file in cluster.cards.values() {
        let since = file.corrected.iter().filter(|made| made.approved.at > since);
        causes.extend(since.map(|made| Cause::Corrected {
            card: file.id(),
            by: made.by.clone(),
            at: made.at,
        }));
    }
    if causes.is_empty()
        && let Some(card) = ruling.cards.iter().find(|card| Some(card.card) == ruling.effective)
    {
        causes.push(Cause::Evidence { card: card.card, by: card.signer.clone() });
    }
    causes.sort();
    causes
}
