//! How long a text may be that somebody types. The window says so while he types; here it is certain.

use crate::Failure;

/// The longest text in one field, in characters.
pub const TEXT_CHARS_MAX: usize = 4_000;

/// Refuses a text that is longer than a field takes. The form keeps it.
///
/// # Errors
/// `field.too_long`.
pub(crate) fn fits(field: &str, text: &str) -> Result<(), Failure> {
    if text.chars().nth(TEXT_CHARS_MAX).is_some() {
        return Err(Failure::field("field.too_long", field).with("max", TEXT_CHARS_MAX));
    }
    Ok(())
}

/// Refuses a reason that is missing or too long: an act that everybody sees says why.
///
/// # Errors
/// `field.missing`, `field.too_long`.
pub(crate) fn says_why(reason: &str) -> Result<(), Failure> {
    match reason.trim().is_empty() {
        true => Err(Failure::field("field.missing", "reason").with("field", "reason")),
        false => fits("reason", reason),
    }
}
