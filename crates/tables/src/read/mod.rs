//! From bytes to a table. What a file is, its bytes say; its name is not asked.

mod csv;
mod scan;
mod text;
mod vcard;
mod xlsx;

use crate::limits::FILE_BYTES_MAX;
use crate::{Sheet, Unfit};

/// Reads a table.
///
/// # Errors
/// [`Unfit`].
pub fn read(bytes: &[u8]) -> Result<Sheet, Unfit> {
    if bytes.len() > FILE_BYTES_MAX {
        return Err(Unfit::TooLarge);
    }
    match bytes {
        [] => Err(Unfit::Empty),
        [b'P', b'K', 3 | 5, 4 | 6, ..] => xlsx::read(bytes),
        // Compound files: workbooks of before 2007, and any that has a password.
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Err(Unfit::OldOrProtected),
        [b'%', b'P', b'D', b'F', ..] | [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] => {
            Err(Unfit::UnknownKind)
        }
        _ => {
            let (text, encoding) = text::decode(bytes)?;
            match vcard::is_one(&text) {
                true => vcard::read(&text, encoding),
                false => csv::read(&text, encoding),
            }
        }
    }
}
