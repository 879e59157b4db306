//! Every promise about moving facts, kept through the door that a window uses.

mod carrying;
mod certificate;
mod clocks;
mod enrolling;
mod entitlement;
mod file;
mod lan;
mod limits;
mod opening;
mod replicas;
mod restored;
mod revocation;
mod sharing;
mod sync;
