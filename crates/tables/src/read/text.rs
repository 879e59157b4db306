//! In which encoding a file is. Excel in China saves CSV in GB18030, "Unicode text" in UTF-16, and everything
//! else in the world is UTF-8.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::Unfit;

/// How much of a file is looked at for zeros.
const LOOKED_AT_BYTES: usize = 4_096;

/// The text, and the name of its encoding.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), Unfit> {
    let encoding = encoding_of(bytes);
    let (text, used, wrong) = encoding.decode(bytes);
    // One broken character is a damaged name; a file in two encodings has many.
    if wrong || text.contains('\0') {
        return Err(Unfit::NotText);
    }
    Ok((text, used.name()))
}

fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if let Some((marked, _)) = Encoding::for_bom(bytes) {
        return marked;
    }
    if let Some(wide) = without_mark(bytes) {
        return wide;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    // Before anything is guessed: GB18030 is what a Chinese file is that is not UTF-8. It takes almost any
    // bytes, so what it makes of them has to look Chinese.
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guessed = detector.guess(Some(b"cn"), chardetng::Utf8Detection::Deny);
    match guessed == encoding_rs::GBK {
        true => GB18030,
        false => guessed,
    }
}

/// UTF-16 without its mark: in a table of digits, commas and names every second byte is often zero.
fn without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(LOOKED_AT_BYTES)];
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (high, low) = (zeros(0), zeros(1));
    let many = head.len() / 10;
    match bytes.len().is_multiple_of(2) {
        true if low > many && high == 0 => Some(UTF_16LE),
        true if high > many && low == 0 => Some(UTF_16BE),
        _ => None,
    }
}
