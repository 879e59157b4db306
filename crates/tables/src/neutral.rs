//! Texts that a spreadsheet would take for a formula.
//!
//! Excel, LibreOffice and WPS calculate a cell of a CSV file that begins with `=`, `+`, `-` or `@`, also with
//! the wide ones of a Chinese keyboard, also behind a tab or a line's end. An apostrophe in front makes a text
//! of it. What such a program saves has lost the apostrophe or kept it; either reads back as it was.

/// What makes a cell a formula.
fn calculates(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// The text, marked if a spreadsheet would calculate it. One that begins with apostrophes before such a sign
/// gets one more: otherwise it would come back shorter.
pub(crate) fn mark(text: &str) -> String {
    match calculates(text.trim_start_matches('\'')) {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}

/// Takes the mark away.
pub(crate) fn unmark(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if calculates(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}
