//! Every promise about moving facts, kept through the door that a window uses.

mod lan;
mod sync;
