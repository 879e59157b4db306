//! The bytes inside records: what a record says, as it is signed and sent. Numbers of fields are for ever; new
//! ones are added at the end.
//!
//! A payload is a map from numbers to values. Fields that a reader does not know are skipped, and those that
//! are not there have their default, so that versions apart by years read each other. A record has up to two
//! payloads: its *ranking part*, which a ruling may need, and its *content part*, which fewer people hold.
//!
//! There is a file for each subject, and of the same name one that reads it: what `payload/custody.rs` lays out,
//! `fact/custody.rs` makes facts of. `promised.txt` holds the bytes of each payload.

macro_rules! payloads {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $n:literal $field:ident: $type:ty,)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode)]
            #[cbor(map)]
            pub struct $name {
                $($(#[$field_doc])* #[cbor(n($n), default)] pub $field: $type,)*
            }

            impl $name {
                /// The payload bytes.
                pub fn encode(&self) -> Vec<u8> {
                    minicbor::to_vec(self).expect("encoding into a Vec cannot fail")
                }

                /// Reads payload bytes; unknown fields are skipped. `None` for bytes that are none.
                pub fn decode(bytes: &[u8]) -> Option<Self> {
                    minicbor::decode(bytes).ok()
                }
            }

            #[cfg(test)]
            impl crate::payload::promised::Sample for $name {
                fn sample(_: u8, _: &str) -> Self {
                    Self {
                        $($field: crate::payload::promised::Sample::sample($n, stringify!($field)),)*
                    }
                }
            }
        )*

        #[cfg(test)]
        pub(super) const SAMPLES: &[crate::payload::promised::Named] = &[
            $((stringify!($name), || crate::payload::promised::bytes::<$name>(|one| one.encode())),)*
        ];
    };
}

mod after;
mod card;
mod company;
mod correction;
mod custody;
mod customer;
mod deal;
mod device;
mod evening;
mod handover;
mod ids;
mod list;
mod note;
mod penalty;
#[cfg(test)]
mod promised;
mod reception;
mod remark;
mod report;
mod rivals;
mod roadshow;
mod ruling;

pub use after::*;
pub use card::*;
pub use company::*;
pub use correction::*;
pub use custody::*;
pub use customer::*;
pub use deal::*;
pub use device::*;
pub use evening::*;
pub use handover::*;
pub use ids::{CardBytes, IdBytes, RecordBytes, card_bytes, card_id};
pub use list::*;
pub use note::*;
pub use penalty::*;
pub use reception::*;
pub use remark::*;
pub use report::*;
pub use rivals::*;
pub use roadshow::*;
pub use ruling::*;
