//! x
pub mod storage;
mod world;
