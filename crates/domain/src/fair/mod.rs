//! What the facts about a fair as a whole amount to.

pub mod award;
