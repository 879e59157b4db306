//! Photos: taken under cards and notes whose records name them, handed on to whoever was told those records.

use domain::audience::Depth;
use domain::fair::entry::EntryId;
use domain::{CardId, FairId};
use facts::{Holder, photo_of};
use ledger::EnrolmentId;
use protocol::limits::{PHOTO_BYTES_MAX, PHOTOS_WANTED_MAX};
use protocol::photos::{Named, Photo, Reply, Request};

use super::{Ledger, Trouble};
use crate::storage::Read;

impl Ledger {
    /// Takes the photo that a device brings, and gives the first that it may hold of those that it lacks.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn photos(&self, from: EnrolmentId, request: &Request) -> Result<Reply, Trouble> {
        let taken = match &request.bring {
            Some(photo) => self.take_photo(photo)?,
            None => false,
        };
        let read = self.storage.read()?;
        for named in request.want.iter().take(PHOTOS_WANTED_MAX) {
            if let Some(bytes) = read.photo(&holder(named), named.hash)?
                && self.may_hold(&*read, from, named)?
            {
                let photo = Photo { named: named.clone(), bytes: bytes.into() };
                return Ok(Reply { taken, photo: Some(photo) });
            }
        }
        Ok(Reply { taken, photo: None })
    }

    /// Who brings it does not matter: the signer of what names it has said which bytes it is.
    fn take_photo(&self, photo: &Photo) -> Result<bool, Trouble> {
        let (holder, hash) = (holder(&photo.named), photo.named.hash);
        let whole = *blake3::hash(&photo.bytes).as_bytes() == *hash.as_bytes();
        if !whole || photo.bytes.len() > PHOTO_BYTES_MAX {
            return Ok(false);
        }
        let mut write = self.storage.write()?;
        if !holder.photos(write.under(&holder.key(), 0)?).contains(&hash) {
            return Ok(false);
        }
        write.put_photo(&holder, hash, &photo.bytes)?;
        write.commit()?;
        Ok(true)
    }

    /// Whether a device was told what is written there, or is its signer's.
    fn may_hold(&self, read: &dyn Read, from: EnrolmentId, named: &Named) -> Result<bool, Trouble> {
        let book = self.book()?;
        let Some(device) = book.enrolments.get(&from) else { return Ok(false) };
        let holder = holder(named);
        let told = read.told(&holder.key())?;
        let saying = holder.saying(read.under(&holder.key(), 0)?).into_iter();
        let mut saying = saying.filter(|record| photo_of(record) == Some(named.hash));
        Ok(saying.any(|record| {
            record.envelope().author == device.person.as_str()
                || told.iter().any(|told| {
                    told.enrolment == from
                        && told.record == record.id()
                        && told.depth == Depth::Content
                })
        }))
    }
}

fn holder(named: &Named) -> Holder {
    match &named.fair {
        None => Holder::Card(CardId(named.card)),
        Some(fair) => Holder::Note(FairId::new(fair), EntryId(named.card)),
    }
}
