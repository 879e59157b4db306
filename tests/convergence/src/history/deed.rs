//! What people can do in a history.

use super::Who;

/// One deed of a history. Numbers are indexes, taken round when there are fewer things.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // Each deed says what its fields are.
pub enum Deed {
    /// Signs a card: index of the customer's name, of its phone, of its site, of its credit code, and the
    /// source.
    Sign { who: Who, name: usize, phone: usize, site: usize, code: usize, source: usize },
    /// Shows his chain to the server (`None`) or to a colleague, who gives a receipt.
    Meet { who: Who, by: Option<Who> },
    /// Turns his clock by so many minutes.
    Turn { who: Who, minutes: i64 },
    /// Assigns the nth card to somebody.
    Assign { who: Who, card: usize, to: Who, reason: bool, overriding: bool },
    /// Countersigns the nth card.
    Countersign { who: Who, card: usize },
    /// Excuses the lateness of the nth card.
    ExcuseLate { who: Who, card: usize },
    /// Deals two cards among everybody, or among himself and somebody else only; not as the rule would where it
    /// is crooked.
    Deal { who: Who, cards: [usize; 2], with: Option<Who>, crooked: bool },
    /// Somebody leaves the company.
    Leave { who: Who },
    /// Takes back the nth card.
    Withdraw { who: Who, card: usize },
    /// Would have the nth card name another customer, or another site only.
    Correct { who: Who, card: usize, name: usize, phone: usize, site: usize, only_site: bool },
    /// Approves the nth correction, or rejects it.
    Approve { who: Who, correction: usize, approve: bool },
    /// Decides whether two cards are one customer.
    Decide { who: Who, a: usize, b: usize, same: bool },
    /// Seals the day with all cards so far.
    Seal { who: Who },
    /// The server registers the ruling on the nth card's customer, as it does when it is ripe.
    Register { card: usize },
    /// The server says that the customer waits again.
    Undo { card: usize },
    /// Decides the case about the nth card's customer, if there is one.
    Rule { who: Who, card: usize, adopt: bool },
    /// Appeals against the decision on the nth card's customer, if there is one.
    Appeal { who: Who, card: usize },
    /// Reaches the nth card's customer.
    Call { who: Who, card: usize },
    /// Writes a card down without signing it.
    Draft { who: Who, name: usize, phone: usize, site: usize },
    /// Judges the nth card.
    Judge { who: Who, card: usize },
    /// Hands in what he has, saying that it is all; the nth card is a draft that stays open.
    HandIn { who: Who, draft: usize },
    /// Says whether the first day's package is excused.
    Excuse { who: Who, excused: bool },
    /// Speaks about a proposal: explains it (0), answers it (1), decides on it (2).
    Speak { who: Who, part: usize, offence: usize, person: Who, about: Who, verdict: usize },
    /// Time passes.
    Pass { minutes: i64 },
}
