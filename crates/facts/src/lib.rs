//! What the product's records say, and how records become the facts that rulings are made of.
//!
//! [`payload`] is the versioned byte form of every kind of fact; a field is added with a new number and
//! never reused. [`Fact::read`] turns a record into a fact, subject by subject under the same names;
//! kinds from the future read as [`Fact::Unknown`] and are kept. [`Records`] is all that this crate asks
//! of a database, and [`Gather`] collects everything that concerns one customer from it, on a laptop as
//! on the server.

pub mod book;
pub mod certificate;
mod confided;
mod draft;
mod entitlement;
mod erasure;
mod fact;
mod gather;
pub mod history;
mod index;
pub mod kind;
mod merge;
pub mod names;
pub mod package;
pub mod payload;
mod photos;
pub mod receipts;
mod ruling_bytes;
mod scope;

pub use book::{Book, Enrolled, check_parameters, read_book};
pub use confided::Confided;
pub use draft::newest_draft;
pub use entitlement::{Entitlement, cards_of, cut, is_for_few};
pub use erasure::{Erased, Subject, erased_with};
pub use fact::{Fact, PayloadDamage};
pub use gather::{
    Corrected, Customer, Discussed, Gather, Preparation, Proofs, SeenBy, Witnesses, signed_card,
};
pub use index::{Indexed, KEYS_VERSION, Key, Records, citations_of, keys_of};
pub use photos::{Holder, photo_of};
pub use ruling_bytes::{ruling_bytes, ruling_hash};
pub use scope::depth_within;
