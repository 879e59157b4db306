//! Every promise about moving facts, kept through the door that a window uses.

mod apart;
mod carrying;
mod certificate;
mod clocks;
mod documents;
mod enrolling;
mod entitlement;
mod erasure;
mod few;
mod file;
mod identity;
mod lan;
mod lease;
mod limits;
mod nearby;
mod opening;
mod passphrase;
mod replaced;
mod replicas;
mod restored;
mod revocation;
mod sharing;
mod sync;
