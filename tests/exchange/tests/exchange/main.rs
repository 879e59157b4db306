//! Every promise about moving facts, kept through the door that a window uses.

mod file;
mod lan;
mod sync;
