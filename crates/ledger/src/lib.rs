//! Records: what happened, who says so, and what proves when.
//!
//! A record is a signed **envelope** and up to two erasable **parts**. Envelopes form one hash chain
//! per log; a log belongs to one enrolment (one person on one device) and one incarnation of it.
//! Parts are hashed into the envelope with a salt, so that erasing one leaves chain and signature whole.
//!
//! This crate knows no product rule. It must never learn what a lead is, read a clock, draw a random
//! number or touch a disk: stamps, keys and salts are arguments.
//!
//! Start at [`Record`], then [`Head`] (how the next record continues a chain), then [`evidence`]
//! (what a signing time is worth). [`document`] is what people write together.

mod batch;
pub mod document;
mod envelope;
pub mod evidence;
mod ids;
mod receipt;
mod record;
mod remains;
mod sign;

pub use batch::{Bad, verify_all};
pub use envelope::{ANCHORS_MAX, ENVELOPE_VERSION, Envelope, KIND_BYTES_MAX, Stamp};
pub use ids::{BootId, CompanyId, EnrolmentId, Hash, Incarnation, LogId, RecordId, Seq};
pub use receipt::{Beside, RECEIPT_KIND, Receipt};
pub use record::{Damage, Part, RECORD_BYTES_MAX, RawRecord, Record, WhichPart};
pub use remains::{Remains, Sighting};
pub use sign::{Head, PublicKey, Signer, Unsigned};
