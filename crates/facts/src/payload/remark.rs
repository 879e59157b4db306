//! What somebody says to something that he signs.

use minicbor::{Decode, Encode};

payloads! {
    /// Content part of a judgement and of other acts that carry a remark.
    Remark {
        /// Text.
        0 text: String,
    }
}
