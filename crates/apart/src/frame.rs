//! What two processes say to each other: a length, then CBOR.

use std::io::{self, Read, Write};

use minicbor::{Decode, Encode};

/// The longest frame, in bytes: a document of everything that a dozen people may write into it.
const FRAME_BYTES_MAX: usize = 64 * 1024 * 1024;

/// Says something.
///
/// # Errors
/// When nobody listens any more.
pub fn write_frame<T: Encode<()>>(out: &mut impl Write, frame: &T) -> io::Result<()> {
    let bytes = minicbor::to_vec(frame).map_err(|_| io::ErrorKind::InvalidData)?;
    let length = u32::try_from(bytes.len()).map_err(|_| io::ErrorKind::InvalidData)?;
    out.write_all(&length.to_be_bytes())?;
    out.write_all(&bytes)?;
    out.flush()
}

/// The next frame; `None` at the end, or when what comes is none.
pub fn read_frame<T: for<'b> Decode<'b, ()>>(from: &mut impl Read) -> Option<T> {
    let mut length = [0; 4];
    from.read_exact(&mut length).ok()?;
    let length = usize::try_from(u32::from_be_bytes(length)).ok()?;
    if length > FRAME_BYTES_MAX {
        return None;
    }
    let mut bytes = Vec::new();
    from.take(length as u64).read_to_end(&mut bytes).ok()?;
    minicbor::decode(&bytes).ok()
}
