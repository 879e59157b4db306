//! Names of things, as types.

use std::fmt;
use std::sync::Arc;

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes the text as the id.
            pub fn new(text: impl AsRef<str>) -> Self {
                Self(Arc::from(text.as_ref()))
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_id!(
    /// A person of the company.
    PersonId
);
text_id!(
    /// An exhibition (B1).
    FairId
);
text_id!(
    /// A sales territory (B3).
    TerritoryId
);
text_id!(
    /// An event to which customers are invited (B15).
    EventId
);

/// A lead card (B4), named by the device that captured it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CardId(pub [u8; 16]);

/// The record that a fact was read from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId(pub [u8; 32]);

fn hex(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
}

impl fmt::Display for CardId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex(&self.0, f)
    }
}

impl fmt::Debug for CardId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex(&self.0, f)
    }
}

/// How much of a card's id says whose it is.
const TAG_BYTES: usize = 5;

impl CardId {
    /// A new id, of a time and of chance, that only `by` can sign under: its end is a hash of his name.
    /// A rival who knows an id cannot put another card in its place.
    pub fn mint(by: &PersonId, at: crate::time::Instant, chance: [u8; 5]) -> Self {
        let mut id = [0u8; 16];
        let millis = u64::try_from(at.0.max(0)).unwrap_or(0).to_be_bytes();
        id[..6].copy_from_slice(&millis[2..]);
        id[6..11].copy_from_slice(&chance);
        let tag = Self::tag(by, &id[..11]);
        id[11..].copy_from_slice(&tag);
        Self(id)
    }

    /// Whether the id is one of `by`'s.
    pub fn is_of(&self, by: &PersonId) -> bool {
        self.0[11..] == Self::tag(by, &self.0[..11])
    }

    fn tag(by: &PersonId, rest: &[u8]) -> [u8; TAG_BYTES] {
        let material = [by.as_str().as_bytes(), &[0], rest].concat();
        let hash = blake3::derive_key("fairlead 2026 card id v1", &material);
        hash[..TAG_BYTES].try_into().expect("five of thirty-two bytes")
    }

    /// Reads the hexadecimal form that `Display` writes.
    pub fn from_hex(text: &str) -> Option<Self> {
        let mut bytes = [0u8; 16];
        if text.len() != 32 || !text.is_ascii() {
            return None;
        }
        for (i, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * i..2 * i + 2], 16).ok()?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for FactId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex(&self.0, f)
    }
}

impl fmt::Debug for FactId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex(&self.0[..4], f)
    }
}
