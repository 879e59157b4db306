//! What somebody says to something that he signs.

use ledger::{Record, WhichPart};

use crate::payload::Remark;

impl Remark {
    /// The text that stands beside what a record says; empty where its content part is not held.
    pub fn beside(record: &Record) -> String {
        let remark = record.part(WhichPart::Content).and_then(Self::decode);
        remark.map(|remark| remark.text).unwrap_or_default()
    }
}
