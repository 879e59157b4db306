//! Every promise about moving facts, kept through the door that a window uses.

mod adoption;
mod apart;
mod carrying;
mod cases;
mod certificate;
mod clocks;
mod documents;
mod enrolling;
mod entitlement;
mod erasure;
mod file;
mod identity;
mod lan;
mod lease;
mod limits;
mod nearby;
mod opening;
mod passphrase;
mod replicas;
mod restored;
mod revocation;
mod sharing;
mod sync;
