//! What people write beside a card, and who may read it.

use minicbor::{Decode, Encode};

use super::{CardBytes, IdBytes};

payloads! {
    /// Which document a change belongs to; the change itself is the content part, byte for byte.
    Note {
        /// What it is about.
        0 card: CardBytes,
        /// For whom: `shared`, `owner`, `confidential`.
        1 class: String,
        /// The run of the program in which it was written.
        2 run: IdBytes<16>,
    }
    /// Its author lets these read what he wrote about a card in confidence, beside those who may anyway.
    Confided {
        /// Which card.
        0 card: CardBytes,
        /// Whom.
        1 readers: Vec<String>,
    }
    /// A helper's notes are open to whom he helps.
    NotesOpened {
        /// His card.
        0 card: CardBytes,
    }
}
