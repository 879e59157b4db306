//! What the facts about a fair as a whole amount to. Pure functions, as rulings are.

pub mod alert;
pub mod appraisal;
pub mod award;
pub mod copied;
pub mod custody;
pub mod diary;
pub mod entry;
pub mod handover;
pub mod incident;
pub mod meeting;
pub mod package;
pub mod penalty;
pub mod pool;
pub mod preparation;
pub mod reception;
pub mod report;
pub mod rivals;
pub mod roadshow;
pub mod score;
pub mod standings;
