//! How many others one record may name. Whatever it names is looked up by everybody who takes it, so that nobody's
//! single record may send the others looking for ever (decision 0051). Each limit is far above what an honest fair
//! comes to; what an honest list may exceed, the product says in several records.
//!
//! A record that names more is one that does not read ([`crate::PayloadDamage`]): it is kept, is found under
//! no key, and counts for nothing.

use crate::fact::Fact;

/// Everything of a day: a hand-in, a package, a file. The booths of a great fair sign less in a day together.
pub const DAY_NAMES_MAX: usize = 12_000;
/// Cards of one deal, which is one record however large the pool ([`DAY_NAMES_MAX`] would not fit in one).
pub const DEAL_NAMES_MAX: usize = 4_000;
/// Cards that are countersigned or excused at once, and those of one customer.
pub const CARDS_NAMED_MAX: usize = 512;
/// Cards that one word joins or parts: it is a word on every two of them.
pub const IDENTITY_NAMES_MAX: usize = 64;
/// Lines of a list that two sign.
pub const LINES_MAX: usize = 2_000;
/// People of one list, or figures about them.
pub const PEOPLE_MAX: usize = 1_000;

/// How many a fact names, and how many it may. What only the book's own people write has no limit but a
/// record's length.
pub(crate) fn named(fact: &Fact) -> Option<(usize, usize)> {
    Some(match fact {
        Fact::HandIn { cards, drafts, .. } => (cards.len() + drafts.len(), DAY_NAMES_MAX),
        Fact::Seal(seal) => (seal.cards.len(), DAY_NAMES_MAX),
        Fact::Imported(import) => (import.cards.len() + import.withdrawn.len(), DAY_NAMES_MAX),
        Fact::Exported(export) => (export.cards.len(), DAY_NAMES_MAX),
        // It names what the record names that it takes in.
        Fact::Adoption(adoption) => (adoption.cards.len(), DAY_NAMES_MAX),
        Fact::RegisterSigned(statement) => (statement.lines.len(), DAY_NAMES_MAX),
        Fact::Report(report) => (report.rests_on.len(), DAY_NAMES_MAX),
        Fact::PenaltyDecided(decision) => (decision.seen.len(), DAY_NAMES_MAX),
        Fact::Deal(deal) if deal.pool.among.len() > PEOPLE_MAX => {
            (deal.pool.among.len(), PEOPLE_MAX)
        }
        Fact::Deal(deal) => (deal.dealt.len(), DEAL_NAMES_MAX),
        Fact::Countersign { cards } | Fact::Excuse { cards, .. } => (cards.len(), CARDS_NAMED_MAX),
        Fact::Registration { cards, .. } => (cards.len(), CARDS_NAMED_MAX),
        Fact::Assignment(assignment) => {
            (assignment.seen.len().max(assignment.discussion.len()), PEOPLE_MAX)
        }
        Fact::Identity(decision) => (decision.cards.len(), IDENTITY_NAMES_MAX),
        Fact::Offer(offer) => (offer.items.len(), LINES_MAX),
        Fact::Received(receipt) => (receipt.items.len(), LINES_MAX),
        Fact::CustodyGiven(giving) => (giving.items.len(), LINES_MAX),
        Fact::CustodyTaken(taking) => (taking.items.len(), LINES_MAX),
        Fact::ExhibitsCounted(count) => (count.items.len(), LINES_MAX),
        Fact::Discussion { people, .. } => (people.len(), PEOPLE_MAX),
        Fact::Confided { readers, .. } => (readers.len(), PEOPLE_MAX),
        Fact::AwardStated(standings) => (standings.sums.len(), PEOPLE_MAX),
        Fact::MarketingRated(rating) => (rating.remarks.len(), PEOPLE_MAX),
        _ => return None,
    })
}
