//! Documents: what several people write together (design: two kinds of truth).
//!
//! A document is a flat map of field names to texts. Everybody's edits are Automerge changes, each the
//! payload of one record; which of them count is decided by [`History`] from the records alone, so that
//! every replica with the same records shows the same values. Automerge is hidden here, because its
//! format outlives any version of it and because it must not see what nobody has looked at: it panics
//! on some inputs and takes gigabytes for others.
//!
//! The way of a change from outside: [`Change::read`] reads it within small bounds and without Automerge;
//! [`History::of`] puts those that fit into one order; [`merge`] applies them, in a process that may die.
//!
//! Nothing about ownership, signed fields, class or deadlines is ever in a document.

mod change;
mod columns;
mod history;
mod merged;

pub use change::{
    Actor, CHANGE_BYTES_MAX, Change, ChangeHash, FIELD_NAME_BYTES_MAX, FIELD_TEXT_BYTES_MAX,
    FIELDS_PER_CHANGE_MAX, Unfit,
};
pub use history::{CHANGES_PER_LOG_MAX, Entry, History, LOG_BYTES_MAX};
pub use merged::{Document, Fields, Merged, Refused, Rotten, Value, merge};

use crate::ids::LogId;

const ACTOR_CONTEXT: &str = "fairlead 2026 document actor v1";
const AUTHOR_CONTEXT: &str = "fairlead 2026 document author v1";

/// Who may read a document. It is part of the document's name from the start, so that nothing written for
/// few can come to stand among what is written for many.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Class {
    /// Whoever may read the text of what the document is about.
    Shared,
    /// Its author only.
    Owner,
    /// Its author, and who must know: the competent authority, headquarters, and whom he names.
    Confidential,
}

impl Class {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::Shared, Self::Owner, Self::Confidential];

    /// Its name in payloads; never renamed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Shared => "shared",
            Self::Owner => "owner",
            Self::Confidential => "confidential",
        }
    }

    /// Reads a name; `None` for a class from the future.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.name() == name)
    }
}

/// Names a document: what it is about, for whom it is, and, of those for few, whose it is.
///
/// Each author has documents for few of his own: a change names those that its author had seen, so that
/// whoever may not read one of two authors could make nothing of the other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DocumentId {
    /// What it is about.
    pub subject: [u8; 16],
    /// For whom.
    pub class: Class,
    /// A hash of its author's id; nobody's where everybody writes.
    author: Option<[u8; 16]>,
}

impl DocumentId {
    /// The one that everybody writes who may read what it is about.
    pub const fn shared(subject: [u8; 16]) -> Self {
        Self { subject, class: Class::Shared, author: None }
    }

    /// The one of a class in which somebody writes.
    pub fn of(subject: [u8; 16], class: Class, author: &str) -> Self {
        if class == Class::Shared {
            return Self::shared(subject);
        }
        let hash = blake3::derive_key(AUTHOR_CONTEXT, author.as_bytes());
        let mut author = [0; 16];
        author.copy_from_slice(&hash[..16]);
        Self { subject, class, author: Some(author) }
    }

    /// Seventeen bytes, and sixteen more for one author's, to store and look up by.
    pub fn to_bytes(self) -> Vec<u8> {
        let author = self.author.as_ref().map_or(&[][..], |author| author);
        [&self.subject[..], &[self.class as u8], author].concat()
    }

    /// The reverse of [`DocumentId::to_bytes`].
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        let (subject, rest) = bytes.split_at_checked(16)?;
        let (class, author) = rest.split_first()?;
        let class = Class::ALL.into_iter().find(|known| *known as u8 == *class)?;
        let author = match author {
            [] => None,
            author => Some(author.try_into().ok()?),
        };
        let fits = author.is_none() == (class == Class::Shared);
        Some(Self { subject: subject.try_into().ok()?, class, author }).filter(|_| fits)
    }

    /// The actor that a run of a program writes this document as.
    ///
    /// It is bound to the log, so that nobody writes as somebody else; to the run, because Automerge
    /// refuses for ever an actor that begins again after its disk was put back; and to the document,
    /// because two changes of one actor in two documents could have one hash.
    pub fn actor(self, log: LogId, run: &[u8; 16]) -> Actor {
        let mut hasher = blake3::Hasher::new_derive_key(ACTOR_CONTEXT);
        hasher.update(&self.to_bytes()).update(&log.to_bytes()).update(run);
        let mut actor = [0; 16];
        actor.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        Actor::new(actor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_documents_name_reads_back_and_no_two_authors_share_one() {
        let shared = DocumentId::of([7; 16], Class::Shared, "wangfang");
        assert_eq!(shared, DocumentId::shared([7; 16]), "nobody's, whoever writes in it");
        let few = [Class::Owner, Class::Confidential]
            .map(|class| ["wangfang", "liqiang"].map(|by| DocumentId::of([7; 16], class, by)));
        let all: std::collections::BTreeSet<DocumentId> =
            few.into_iter().flatten().chain([shared]).collect();
        assert_eq!(all.len(), 5);
        for id in all {
            let bytes = id.to_bytes();
            assert_eq!(DocumentId::from_slice(&bytes), Some(id));
            assert_eq!(DocumentId::from_slice(&bytes[..bytes.len() - 1]), None);
            // As an older program would have named it: nobody's, for few.
            let nobodys = [&bytes[..16], &[1]].concat();
            assert_eq!(DocumentId::from_slice(&nobodys), None);
        }
    }
}
