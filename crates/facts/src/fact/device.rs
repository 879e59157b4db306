//! Laptops and the server: what a store no longer holds.

use super::Fact;
use crate::payload;

pub(super) fn purged(bytes: &[u8]) -> Option<Fact> {
    let payload = payload::Purged::decode(bytes)?;
    Some(Fact::Purged { epoch: *payload.epoch, through: payload.through })
}
