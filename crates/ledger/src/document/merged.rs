//! What the changes come to: the only place where Automerge is spoken to.

use std::collections::BTreeMap;

use automerge::transaction::{CommitOptions, Transactable};
use automerge::{
    ActorId, AutoCommit, LoadOptions, ROOT, ReadDoc, ScalarValue, TextEncoding, Value as Held,
};
use thiserror::Error;

use super::change::{Actor, Change, ChangeHash, Unfit};

/// What a field holds: the texts that nobody has replaced, with the changes that wrote them. More than
/// one means that several people wrote without seeing each other, and a person has to choose.
pub type Fields = BTreeMap<String, Vec<Value>>;

/// A text, and the change that wrote it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Value {
    /// The text.
    pub text: String,
    /// The change that wrote it.
    pub change: ChangeHash,
}

/// What the changes of a document come to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Merged {
    /// The whole document, compact: what [`Document::load`] reads.
    pub saved: Vec<u8>,
    /// What it shows.
    pub fields: Fields,
}

/// A change that did not fit when it was applied.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Refused {
    /// Which of those that were given.
    pub nth: usize,
    /// Why.
    pub why: Unfit,
}

/// A saved document that does not load, or not to what it was. It is made again from its records.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
#[error("a saved document does not read")]
pub struct Rotten;

/// An open document. Opening one costs tens of kilobytes: one at a time.
#[derive(Debug)]
pub struct Document(AutoCommit);

impl Default for Document {
    fn default() -> Self {
        Self(AutoCommit::new_with_encoding(TextEncoding::UnicodeCodePoint))
    }
}

impl Document {
    /// Opens a saved document.
    ///
    /// # Errors
    /// [`Rotten`].
    pub fn load(saved: &[u8]) -> Result<Self, Rotten> {
        // Automerge panics on some damaged documents.
        let load = || {
            let options = LoadOptions::new().text_encoding(TextEncoding::UnicodeCodePoint);
            AutoCommit::load_with_options(saved, options)
        };
        match std::panic::catch_unwind(load) {
            Ok(Ok(document)) => Ok(Self(document)),
            _ => Err(Rotten),
        }
    }

    /// Applies a change that follows only what has been applied.
    ///
    /// # Errors
    /// [`Unfit::Refused`]; then the document must not be used any more.
    pub fn apply(&mut self, change: &Change) -> Result<(), Unfit> {
        let read = automerge::Change::from_bytes(change.raw.clone()).map_err(|_| Unfit::Refused)?;
        if read.hash().0 != change.hash.as_bytes()[..] {
            return Err(Unfit::Refused);
        }
        self.0.apply_changes([read]).map_err(|_| Unfit::Refused)?;
        let hash = automerge::ChangeHash(*change.hash.as_bytes());
        if self.0.get_heads().contains(&hash) { Ok(()) } else { Err(Unfit::Refused) }
    }

    /// Sets fields, as one change that replaces everything these fields show now. `None` when they show
    /// exactly that already.
    ///
    /// # Errors
    /// [`Unfit`] when no change may be like that: a text too long, too many fields.
    pub fn set<'t>(
        &mut self,
        actor: Actor,
        fields: impl IntoIterator<Item = (&'t str, &'t str)>,
    ) -> Result<Option<Change>, Unfit> {
        self.0.set_actor(ActorId::from(&actor.as_bytes()[..]));
        for (name, text) in fields {
            let set = self.0.put(ROOT, name, text);
            set.map_err(|_| Unfit::Refused)?;
        }
        let Some(hash) = self.0.commit_with(CommitOptions::default().with_time(0)) else {
            return Ok(None);
        };
        let change = self.0.get_change_by_hash(&hash).ok_or(Unfit::Refused)?;
        Change::read(change.raw_bytes()).map(Some)
    }

    /// What it shows.
    pub fn fields(&self) -> Fields {
        let mut fields = Fields::new();
        for name in self.0.keys(ROOT) {
            let held = self.0.get_all(ROOT, &name).unwrap_or_default();
            let values = held.into_iter().filter_map(|(value, op)| {
                let Held::Scalar(value) = value else { return None };
                let ScalarValue::Str(text) = value.into_owned() else { return None };
                let change = ChangeHash::new(self.0.hash_for_opid(&op)?.0);
                Some(Value { text: text.to_string(), change })
            });
            fields.insert(name, values.collect());
        }
        fields
    }

    /// The document as bytes, after these have been read again and show the same.
    ///
    /// # Errors
    /// [`Rotten`] when they do not.
    pub fn save(&mut self) -> Result<Vec<u8>, Rotten> {
        let saved = self.0.save();
        let mut again = Self::load(&saved)?;
        if again.0.get_heads() == self.0.get_heads() && again.fields() == self.fields() {
            Ok(saved)
        } else {
            Err(Rotten)
        }
    }
}

/// Applies changes in the order of [`super::History::counted`]. Before each, and before what follows the
/// last, says which it is about to try: should the process end, that one was it.
///
/// # Errors
/// [`Refused`] for the first that does not fit. The caller leaves it out, with what follows it, and begins
/// again: what counts must not depend on what was tried in vain.
pub fn merge(changes: &[Change], mut trying: impl FnMut(usize)) -> Result<Merged, Refused> {
    let mut document = Document::default();
    for (nth, change) in changes.iter().enumerate() {
        trying(nth);
        document.apply(change).map_err(|why| Refused { nth, why })?;
    }
    let last = changes.len().saturating_sub(1);
    let saved = document.save().map_err(|Rotten| Refused { nth: last, why: Unfit::Refused })?;
    Ok(Merged { saved, fields: document.fields() })
}
