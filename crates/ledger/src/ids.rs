//! Every number that means something is a type.

use std::fmt;

use minicbor::{Decode, Encode};

macro_rules! bytes_id {
    ($(#[$doc:meta])* $name:ident, $len:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
        #[cbor(transparent)]
        pub struct $name(#[cbor(n(0), with = "minicbor::bytes")] [u8; $len]);

        impl $name {
            /// Wraps bytes that are already known to be this id.
            pub const fn new(bytes: [u8; $len]) -> Self {
                Self(bytes)
            }

            /// The bytes, for storage and hashing.
            pub const fn as_bytes(&self) -> &[u8; $len] {
                &self.0
            }

            /// Reads an id from a slice; `None` if the length is wrong.
            pub fn from_slice(bytes: &[u8]) -> Option<Self> {
                bytes.try_into().ok().map(Self)
            }

            /// Reads the lower-case hexadecimal form that [`fmt::Display`] writes.
            pub fn from_hex(text: &str) -> Option<Self> {
                let mut bytes = [0u8; $len];
                if text.len() != 2 * $len || !text.is_ascii() {
                    return None;
                }
                for (i, byte) in bytes.iter_mut().enumerate() {
                    *byte = u8::from_str_radix(&text[2 * i..2 * i + 2], 16).ok()?;
                }
                Some(Self(bytes))
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
    };
}

bytes_id!(
    /// The hash of a record's envelope. Two records with one id are one record.
    RecordId, 32
);
bytes_id!(
    /// A BLAKE3 hash of a part or of a ruling.
    Hash, 32
);
bytes_id!(
    /// One person on one device. A shared laptop has one for each of its people.
    EnrolmentId, 16
);
bytes_id!(
    /// The company whose ledger this is. Signed into every envelope, so that a record of one company
    /// means nothing in another's.
    CompanyId, 16
);
bytes_id!(
    /// One run of an operating system. Monotonic times compare only inside one.
    BootId, 16
);

/// How often an enrolment has begun a new chain: at install, restore and clone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Encode, Decode)]
#[cbor(transparent)]
pub struct Incarnation(#[n(0)] pub u32);

/// A record's position in its log, from 1. Zero stands for "before the first".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Encode, Decode)]
#[cbor(transparent)]
pub struct Seq(#[n(0)] pub u64);

impl Seq {
    /// Before the first record of a log.
    pub const ZERO: Self = Self(0);

    /// The position after this one.
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// One hash chain: an enrolment and its incarnation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Encode, Decode)]
pub struct LogId {
    /// Whose chain.
    #[n(0)]
    pub enrolment: EnrolmentId,
    /// Which of his chains.
    #[n(1)]
    pub incarnation: Incarnation,
}

impl LogId {
    /// Twenty bytes, for index keys: enrolment, then the incarnation in big-endian order.
    pub fn to_bytes(self) -> [u8; 20] {
        let mut bytes = [0u8; 20];
        bytes[..16].copy_from_slice(self.enrolment.as_bytes());
        bytes[16..].copy_from_slice(&self.incarnation.0.to_be_bytes());
        bytes
    }

    /// The reverse of [`LogId::to_bytes`].
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        let (enrolment, incarnation) = bytes.split_at_checked(16)?;
        Some(Self {
            enrolment: EnrolmentId::from_slice(enrolment)?,
            incarnation: Incarnation(u32::from_be_bytes(incarnation.try_into().ok()?)),
        })
    }
}
