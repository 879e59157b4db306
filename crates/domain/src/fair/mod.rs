//! What facts about a fair as a whole amount to. Pure, as everything here.

pub mod meeting;
