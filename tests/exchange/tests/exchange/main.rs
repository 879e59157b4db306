//! Every promise about moving facts, kept through the door that a window uses.

mod carrying;
mod clocks;
mod enrolling;
mod entitlement;
mod file;
mod identity;
mod lan;
mod limits;
mod replicas;
mod revocation;
mod sharing;
mod sync;
