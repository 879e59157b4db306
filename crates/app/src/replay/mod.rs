//! A past fair again under other rules: who would have whom? (SYN-08)
//!
//! The facts stay what they are; the company is another one from the fair's first day on ([`otherwise`]).
//! Nothing is signed, nothing is written, nothing leaves the laptop: a replay lives in memory until it is put
//! away, and goes on by steps so that everybody else has his turn meanwhile ([`step`]).
//!
//! Both sides say what the rules say of the facts alone. What is final is held against both (OWN-12): a customer
//! would not change hands because a number was changed today. Where that makes a difference it is said.

mod compare;
mod otherwise;
mod run;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use domain::CardId;
use facts::Book;

use crate::view::{ReplayInput, ReplayRow};

pub use run::{begin, customer, end, now_playing, step};

/// A replay that goes on.
pub(crate) struct Replay {
    input: ReplayInput,
    /// The book as it would be.
    book: Book,
    /// Cards of the fair that have not been looked at.
    waiting: VecDeque<CardId>,
    /// Cards of customers that have been ruled on.
    seen: BTreeSet<CardId>,
    cards: u32,
    looked: u32,
    done: u32,
    counts: BTreeMap<String, u32>,
    rows: Vec<ReplayRow>,
}
