use super::tokens::tokens;

/// Shorter runs of digits are extensions and years.
const PHONE_DIGITS_MIN: usize = 7;

/// The tokens of phone numbers: as typed, then every number in one piece, without China's prefix, and
/// its last four digits, by which people name a number.
pub(crate) fn phone_tokens(text: &str) -> Vec<String> {
    let mut all = tokens(text);
    for number in text.split(['/', ';', ',', '、', '；', '，', '|', '\n']) {
        let digits: String =
            tokens(number).into_iter().filter(|t| super::tokens::is_digits(t)).collect();
        if digits.len() < PHONE_DIGITS_MIN {
            continue;
        }
        let last = digits[digits.len() - 4..].to_owned();
        let national = national(&digits).map(str::to_owned);
        let pieces = [Some(digits), national, Some(last)];
        all.extend(pieces.into_iter().flatten());
    }
    all
}

/// A number without China's prefix, if it has one.
pub(super) fn national(digits: &str) -> Option<&str> {
    let rest = digits.strip_prefix("00").unwrap_or(digits).strip_prefix("86")?;
    (rest.len() >= 10).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::phone_tokens;

    fn check(text: &str, expected: &str) {
        assert_eq!(phone_tokens(text).join(" "), expected, "{text}");
    }

    #[test]
    fn a_number_is_found_in_one_piece_and_by_its_end() {
        check("13800138000", "13800138000 13800138000 8000");
        check("138 0013 8000", "138 0013 8000 13800138000 8000");
        check("+86-138-0013-8000", "86 138 0013 8000 8613800138000 13800138000 8000");
        check("0769-22881234 / 138", "0769 22881234 138 076922881234 1234");
        check("ext 12", "ext 12");
        check("没有", "没 有");
    }
}
