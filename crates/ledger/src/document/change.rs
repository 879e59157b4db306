//! One change, read without Automerge and within bounds.

use std::collections::BTreeSet;
use std::fmt;

use sha2::{Digest, Sha256};
use thiserror::Error;

use super::columns::{Reader, all_false, rows, values};

/// The longest change that anybody accepts, in bytes.
pub const CHANGE_BYTES_MAX: usize = 64 * 1024;
/// How many fields one change may set.
pub const FIELDS_PER_CHANGE_MAX: usize = 32;
/// The longest name of a field, in bytes.
pub const FIELD_NAME_BYTES_MAX: usize = 64;
/// The longest text of a field, in bytes.
pub const FIELD_TEXT_BYTES_MAX: usize = 16_000;

/// How many changes one may name as those before it, and how many other actors.
const DEPS_MAX: usize = 256;
/// How many values all fields of a change may replace.
const REPLACED_MAX: usize = 1_024;

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const RAW_CHANGE: u8 = 1;
/// What an operation does: sets a text; or takes away values that others beside it replace, which is how
/// Automerge writes that somebody chose among several what was foremost already.
const SET: u64 = 1;
const TAKE_AWAY: u64 = 3;
const NOTHING: u64 = 0;
const TEXT: u64 = 6;

/// Why a change does not count. It is kept all the same; what its author wrote after it waits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Error)]
pub enum Unfit {
    /// More bytes, operations or references than any honest edit has.
    #[error("larger than a change may be")]
    TooLarge,
    /// Not one raw Automerge change.
    #[error("not a change")]
    Malformed,
    /// Something other than texts in fields.
    #[error("not of the shape that a document has")]
    Shape,
    /// Written as an actor that its record's author is not.
    #[error("written under another's name")]
    ForeignActor,
    /// It contradicts its author's earlier changes, or what it says it follows.
    #[error("contradicts what was before it")]
    Incoherent,
    /// Its author has written more into the document than anybody may.
    #[error("one more than anybody may write")]
    TooMany,
    /// Automerge refuses it.
    #[error("refused")]
    Refused,
    /// It ended the process in which it was tried: a panic, too much memory or too much time.
    #[error("ended the process that tried it")]
    Fatal,
}

impl Unfit {
    const ALL: [Self; 8] = [
        Self::TooLarge,
        Self::Malformed,
        Self::Shape,
        Self::ForeignActor,
        Self::Incoherent,
        Self::TooMany,
        Self::Refused,
        Self::Fatal,
    ];

    /// A stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "change.too_large",
            Self::Malformed => "change.malformed",
            Self::Shape => "change.shape",
            Self::ForeignActor => "change.foreign_actor",
            Self::Incoherent => "change.incoherent",
            Self::TooMany => "change.too_many",
            Self::Refused => "change.refused",
            Self::Fatal => "change.fatal",
        }
    }

    /// The reverse of [`Unfit::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unfit| unfit.code() == code)
    }
}

macro_rules! bytes {
    ($($(#[$doc:meta])* $name:ident, $length:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $length]);

        impl $name {
            /// Wraps its bytes.
            pub const fn new(bytes: [u8; $length]) -> Self {
                Self(bytes)
            }

            /// Its bytes.
            pub const fn as_bytes(&self) -> &[u8; $length] {
                &self.0
            }

            fn read(reader: &mut Reader<'_>) -> Result<Self, Unfit> {
                let bytes = reader.take($length)?;
                Ok(Self(bytes.try_into().map_err(|_| Unfit::Malformed)?))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }
    )*};
}

bytes! {
    /// Who writes a document: one run of a program, in one log. See [`super::DocumentId::actor`].
    Actor, 16;
    /// The hash of a change, by which later ones name it.
    ChangeHash, 32;
}

/// One change, as far as this crate understands it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    pub(super) raw: Vec<u8>,
    pub(super) hash: ChangeHash,
    pub(super) actor: Actor,
    pub(super) seq: u64,
    pub(super) start: u64,
    pub(super) deps: Vec<ChangeHash>,
    pub(super) edits: Vec<Edit>,
}

/// One field edited, and the values that this replaces.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Edit {
    pub(super) name: String,
    /// Whether there is a text in their place.
    pub(super) sets: bool,
    pub(super) replaces: Vec<(Actor, u64)>,
}

impl Change {
    /// Reads a change from its raw bytes. Costs about as much as they are long, whatever they claim.
    ///
    /// # Errors
    /// [`Unfit`] for anything but one raw change that sets texts in fields.
    pub fn read(raw: &[u8]) -> Result<Self, Unfit> {
        if raw.len() > CHANGE_BYTES_MAX {
            return Err(Unfit::TooLarge);
        }
        let mut chunk = Reader::new(raw);
        let magic = chunk.take(4)?;
        let checksum = chunk.take(4)?;
        if magic != MAGIC || chunk.take(1)? != [RAW_CHANGE] {
            return Err(Unfit::Malformed);
        }
        let body = chunk.prefixed(CHANGE_BYTES_MAX)?;
        let hash: [u8; 32] = Sha256::digest(&raw[8..]).into();
        if !chunk.is_empty() || &hash[..4] != checksum {
            return Err(Unfit::Malformed);
        }
        let mut change = Self {
            raw: raw.to_vec(),
            hash: ChangeHash(hash),
            actor: Actor([0; 16]),
            seq: 0,
            start: 0,
            deps: Vec::new(),
            edits: Vec::new(),
        };
        change.read_body(Reader::new(body))?;
        Ok(change)
    }

    /// The bytes to keep and send; the reverse of [`Change::read`].
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// Its hash.
    pub fn hash(&self) -> ChangeHash {
        self.hash
    }

    /// The number of its last operation.
    pub(super) fn last(&self) -> u64 {
        self.start + self.edits.len() as u64 - 1
    }

    fn read_body(&mut self, mut body: Reader<'_>) -> Result<(), Unfit> {
        for _ in 0..body.count(DEPS_MAX)? {
            self.deps.push(ChangeHash::read(&mut body)?);
        }
        self.actor = actor(&mut body)?;
        self.seq = number(&mut body)?;
        self.start = number(&mut body)?;
        let _time = body.signed()?;
        let message = body.prefixed(FIELD_TEXT_BYTES_MAX)?;
        std::str::from_utf8(message).map_err(|_| Unfit::Malformed)?;
        let mut actors = vec![self.actor];
        for _ in 0..body.count(DEPS_MAX)? {
            actors.push(actor(&mut body)?);
        }
        let columns = Columns::read(&mut body)?;
        if !body.is_empty() {
            return Err(Unfit::Shape);
        }
        self.edits = columns.edits(&actors)?;
        Ok(())
    }
}

/// Counters are 32 bits wide in Automerge.
fn number(reader: &mut Reader<'_>) -> Result<u64, Unfit> {
    let number = reader.unsigned()?;
    if number == 0 || number > u64::from(u32::MAX / 2) { Err(Unfit::Malformed) } else { Ok(number) }
}

fn actor(reader: &mut Reader<'_>) -> Result<Actor, Unfit> {
    Actor::read(&mut Reader::new(reader.prefixed(16)?))
}

/// The columns that a change of texts in fields has. Any other means that it is something else: another
/// object, a list, a counter, a mark, or a column that is compressed.
#[derive(Default)]
struct Columns<'a> {
    name: &'a [u8],
    insert: &'a [u8],
    action: &'a [u8],
    value_kind: &'a [u8],
    value: &'a [u8],
    replaced: &'a [u8],
    replaced_actor: &'a [u8],
    replaced_counter: &'a [u8],
}

impl<'a> Columns<'a> {
    fn read(body: &mut Reader<'a>) -> Result<Self, Unfit> {
        let mut heads = Vec::new();
        for _ in 0..body.count(16)? {
            heads.push((body.unsigned()?, body.count(CHANGE_BYTES_MAX)?));
        }
        if !heads.is_sorted_by(|a, b| a.0 < b.0) {
            return Err(Unfit::Malformed);
        }
        let mut columns = Self::default();
        for (which, length) in heads {
            let bytes = body.take(length)?;
            let column = match which {
                0x15 => &mut columns.name,
                0x34 => &mut columns.insert,
                0x42 => &mut columns.action,
                0x56 => &mut columns.value_kind,
                0x57 => &mut columns.value,
                0x70 => &mut columns.replaced,
                0x71 => &mut columns.replaced_actor,
                0x73 => &mut columns.replaced_counter,
                _ => return Err(Unfit::Shape),
            };
            *column = bytes;
        }
        Ok(columns)
    }

    fn edits(&self, actors: &[Actor]) -> Result<Vec<Edit>, Unfit> {
        const MAX: usize = FIELDS_PER_CHANGE_MAX;
        let names = values(self.name, MAX, name)?;
        let actions = values(self.action, MAX, Reader::unsigned)?;
        let kinds = values(self.value_kind, MAX, Reader::unsigned)?;
        let replaced = values(self.replaced, MAX, Reader::unsigned)?;
        let inserts = all_false(self.insert, MAX)?;
        let count = names.len();
        let even =
            [actions.len(), kinds.len(), replaced.len(), inserts].iter().all(|n| *n == count);
        let distinct = names.iter().collect::<BTreeSet<_>>().len() == count;
        if count == 0 || !even || !distinct {
            return Err(Unfit::Shape);
        }
        self.check_texts(&kinds)?;
        let mut targets = self.targets(actors)?.into_iter();
        let mut edits = Vec::new();
        for (i, name) in names.into_iter().enumerate() {
            let replaced = usize::try_from(replaced[i]).map_err(|_| Unfit::TooLarge)?;
            let replaces: Vec<_> = targets.by_ref().take(replaced).collect();
            if replaces.len() != replaced {
                return Err(Unfit::Malformed);
            }
            let sets = match (actions[i], kinds[i]) {
                (SET, kind) if kind & 0xf == TEXT => true,
                (TAKE_AWAY, NOTHING) if replaced > 0 => false,
                _ => return Err(Unfit::Shape),
            };
            edits.push(Edit { name, sets, replaces });
        }
        if targets.next().is_some() { Err(Unfit::Malformed) } else { Ok(edits) }
    }

    fn check_texts(&self, kinds: &[u64]) -> Result<(), Unfit> {
        let mut texts = Reader::new(self.value);
        for kind in kinds {
            let length = usize::try_from(kind >> 4).map_err(|_| Unfit::TooLarge)?;
            if length > FIELD_TEXT_BYTES_MAX {
                return Err(Unfit::TooLarge);
            }
            std::str::from_utf8(texts.take(length)?).map_err(|_| Unfit::Malformed)?;
        }
        if texts.is_empty() { Ok(()) } else { Err(Unfit::Malformed) }
    }

    /// The operations whose values are replaced, one after the other.
    fn targets(&self, actors: &[Actor]) -> Result<Vec<(Actor, u64)>, Unfit> {
        let by = values(self.replaced_actor, REPLACED_MAX, Reader::unsigned)?;
        let steps = rows(self.replaced_counter, REPLACED_MAX, Reader::signed)?;
        if by.len() != steps.len() {
            return Err(Unfit::Malformed);
        }
        let mut counter = 0i64;
        let mut targets = Vec::new();
        for (by, step) in by.into_iter().zip(steps) {
            counter = counter.checked_add(step.ok_or(Unfit::Shape)?).ok_or(Unfit::Malformed)?;
            let by = usize::try_from(by).ok().and_then(|by| actors.get(by));
            let by = by.ok_or(Unfit::Malformed)?;
            targets.push((*by, u64::try_from(counter).map_err(|_| Unfit::Malformed)?));
        }
        Ok(targets)
    }
}

fn name(reader: &mut Reader<'_>) -> Result<String, Unfit> {
    let bytes = reader.prefixed(FIELD_NAME_BYTES_MAX)?;
    let name = std::str::from_utf8(bytes).map_err(|_| Unfit::Malformed)?;
    if name.is_empty() { Err(Unfit::Shape) } else { Ok(name.to_owned()) }
}
