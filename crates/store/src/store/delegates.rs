//! Single reads on a [`Store`], each of its own snapshot. Reads that must agree with each other belong
//! into one [`Store::read`].

use std::collections::{BTreeMap, BTreeSet};

use domain::audience::Depth;
use domain::{CardId, FairId, PersonId};
use facts::receipts::{Hearing, Place};
use facts::{Holder, Key, Records, Subject};
use ledger::document::DocumentId;
use ledger::{EnrolmentId, Hash, Head, LogId, PublicKey, Record, RecordId, Seq};

use super::Store;
use crate::error::Error;
use crate::{
    Arrival, DocumentRow, Held, LeadPage, LeadQuery, LeadRow, LeadTally, PhotoRow, Quarantined,
    Snapshot, Unsound,
};

macro_rules! delegates {
    ($($name:ident($($arg:ident: $type:ty),*) -> $found:ty;)*) => {
        impl Store {
            $(
                #[doc = concat!("[`Snapshot::", stringify!($name), "`], now.")]
                ///
                /// # Errors
                /// What the database reports.
                pub fn $name(&self, $($arg: $type),*) -> Result<$found, Error> {
                    self.read(|snapshot| Snapshot::$name(snapshot, $($arg),*))
                }
            )*
        }
    };
}

delegates! {
    head(log: LogId) -> Head;
    heads_contiguous() -> BTreeMap<LogId, Seq>;
    records_above(log: LogId, seq: Seq, bytes_max: usize) -> Vec<Record>;
    kinds_above(log: LogId, seq: Seq) -> BTreeMap<String, u64>;
    held_of(log: LogId, seq: Seq, bytes_max: usize) -> Vec<Record>;
    reaches(enrolment: EnrolmentId) -> BTreeMap<LogId, Seq>;
    records_with_ids(ids: &[RecordId]) -> Vec<Record>;
    arrivals_after(position: i64, limit: usize) -> Vec<Arrival>;
    held_after(position: i64, limit: usize) -> Vec<Held>;
    count_records() -> u64;
    chains_of(enrolment: EnrolmentId) -> BTreeMap<LogId, u64>;
    unsound_of(enrolment: EnrolmentId, key: &PublicKey) -> Vec<Unsound>;
    unreadable() -> Vec<Unsound>;
    lost() -> Vec<(LogId, Seq)>;
    acknowledged() -> BTreeMap<LogId, Seq>;
    feed() -> (Vec<u8>, u64);
    meta(key: &str) -> Option<Vec<u8>>;
    quarantined() -> Vec<Quarantined>;
    autosave(key: &str) -> Option<String>;
    leads_due() -> bool;
    document(id: DocumentId) -> Option<DocumentRow>;
    documents_due(after: Option<DocumentId>, limit: usize) -> Vec<DocumentId>;
    photo(hash: Hash) -> Option<PhotoRow>;
    photos_of(holder: &Holder) -> Vec<Hash>;
    holders_of_photo(hash: Hash) -> Vec<Holder>;
    photos_unsent_newest_first() -> Vec<Hash>;
    photos_unsent(after: Option<Hash>, limit: usize) -> Vec<Hash>;
    photo_waits(card: CardId) -> bool;
    photos_unread(limit: usize) -> Vec<Hash>;
    photos_missing(after: Option<Hash>, limit: usize) -> Vec<Hash>;
    is_erased(of: Subject) -> bool;
    withdrawn(card: CardId) -> Option<Depth>;
    scrub_due() -> bool;
    lead(card: CardId) -> Option<LeadRow>;
    lead_cards() -> BTreeSet<CardId>;
    last_registered(by: &PersonId, fair: Option<&FairId>, below: u64) -> Option<(u32, Vec<Record>)>;
    registered(by: &PersonId, fair: &FairId) -> Vec<Record>;
    drafts_of(signer: &PersonId) -> Vec<CardId>;
    matters_of(signer: &PersonId) -> Vec<String>;
    leads_open(limit: usize) -> Vec<CardId>;
    leads_to_wake(now_ms: i64, limit: usize) -> Vec<CardId>;
    leads_of_customer(customer: CardId) -> Vec<LeadRow>;
    lead_page(query: &LeadQuery) -> LeadPage;
    lead_tally(fair: &str, day: Option<&str>) -> Vec<LeadTally>;
    lead_list_cards(query: &LeadQuery, limit: u32) -> Vec<CardId>;
}

impl Records for Store {
    type Error = Error;

    fn record(&self, id: &RecordId) -> Result<Option<Record>, Error> {
        self.read(|snapshot| snapshot.record(id))
    }

    fn under(&self, key: &Key, from_rank: u64) -> Result<Vec<Record>, Error> {
        self.read(|snapshot| snapshot.under(key, from_rank))
    }

    fn at_position(&self, log: LogId, seq: Seq) -> Result<usize, Error> {
        self.read(|snapshot| snapshot.at_position(log, seq))
    }

    fn bearing(&self, about: &Place, heard: Hearing<'_>) -> Result<Vec<Record>, Error> {
        self.read(|snapshot| snapshot.bearing(about, heard))
    }

    fn holding(&self, about: &Place, heard: Hearing<'_>) -> Result<Vec<Record>, Error> {
        self.read(|snapshot| snapshot.holding(about, heard))
    }
}
