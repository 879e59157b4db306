//! Which photo a card says that it was written from, and which a note on a rival or a roadshow says that it is shown
//! by. Laptop and server keep a photo for as long as records say so, and no longer.

use std::collections::BTreeSet;

use domain::fair::entry::EntryId;
use domain::{CardId, FairId};
use ledger::{Hash, Record, WhichPart};

use crate::draft::newest_draft;
use crate::fact::Fact;
use crate::index::Key;
use crate::kind;
use crate::payload::{CardContent, RivalContent, RoadshowContent};

/// What a photo belongs to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Holder {
    /// A card, or the draft of one (FAIR-06).
    Card(CardId),
    /// An entry of a fair's notebook about rivals (FAIR-12), or of a month's roadshows (FAIR-19).
    Note(FairId, EntryId),
}

impl Holder {
    /// What a record may say of photos is about these.
    pub fn of(record: &Record) -> Vec<Self> {
        const SAYING: [&str; 5] =
            [kind::CARD, kind::DRAFT, kind::WITHDRAWAL, kind::RIVAL, kind::ROADSHOW];
        if !SAYING.contains(&record.kind()) {
            return Vec::new();
        }
        match Fact::read(record) {
            Ok(Fact::Rival { fair, note }) => vec![Self::Note(fair, note.entry)],
            Ok(Fact::Roadshow(show)) => {
                vec![Self::Note(show.what.month.id().clone(), show.entry)]
            }
            Ok(fact) => fact.cards().into_iter().map(Self::Card).collect(),
            Err(_) => Vec::new(),
        }
    }

    /// Under which the records are found that say so.
    pub fn key(&self) -> Key {
        match self {
            Self::Card(card) => Key::Card(*card),
            Self::Note(fair, _) => Key::Fair(fair.clone()),
        }
    }

    /// The records that say so, among those under its key.
    pub fn saying(&self, mut under: Vec<Record>) -> Vec<Record> {
        if matches!(self, Self::Note(..)) {
            under.retain(|record| Self::of(record).contains(self));
        }
        under
    }

    /// The photos that the records under its key name together.
    pub fn photos(&self, under: Vec<Record>) -> BTreeSet<Hash> {
        match self {
            Self::Card(_) => of_card(&under),
            // What an entry said before stays, and what showed it with it.
            Self::Note(..) => self.saying(under).iter().filter_map(photo_of).collect(),
        }
    }
}

/// The photo that the text of a card, a draft or a note names, if that is held.
pub fn photo_of(record: &Record) -> Option<Hash> {
    let content = record.part(WhichPart::Content)?;
    let hash = match record.kind() {
        kind::CARD | kind::DRAFT => CardContent::decode(content)?.photo?.hash,
        kind::RIVAL => RivalContent::decode(content)?.photo?,
        kind::ROADSHOW => RoadshowContent::decode(content)?.photo?,
        _ => return None,
    };
    Some(Hash::new(*hash))
}

/// The signed card's photo; before there is one, that of the newest draft, and of a draft that was thrown away
/// nothing.
fn of_card(about: &[Record]) -> BTreeSet<Hash> {
    let of = |kind: &'static str| about.iter().filter(move |record| record.kind() == kind);
    if of(kind::CARD).next().is_some() {
        return of(kind::CARD).filter_map(photo_of).collect();
    }
    if of(kind::WITHDRAWAL).next().is_some() {
        return BTreeSet::new();
    }
    newest_draft(about).and_then(photo_of).into_iter().collect()
}
