/// Without I, O, S, V and Z, as GB 32100-2015 has it; the index is the value.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// A unified social credit code in upper case and without spaces (DUP-02: the sure mark).
///
/// `None` unless it has 18 characters of the standard's alphabet, a registering department (no code
/// begins with 0: a row of zeros would pass the sum), six digits of a division and the right check
/// character. A misread O or I is not corrected: two codes that differ are never sure.
pub fn credit_code(text: &str) -> Option<String> {
    let code = super::fold(text).to_ascii_uppercase();
    let values: Option<Vec<usize>> = code.chars().map(|c| ALPHABET.find(c)).collect();
    let values = values.filter(|values| values.len() == WEIGHTS.len() + 1)?;
    let is_shaped = values[0] != 0 && values[2..8].iter().all(|value| *value < 10);
    let sum: usize = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    (is_shaped && (sum + values[17]).is_multiple_of(31)).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::credit_code;

    #[test]
    fn a_valid_code_is_read_however_it_is_written() {
        for text in [
            "91440300708461136T",
            "91440300708461136t",
            " 9144 0300 7084 6113 6T ",
            "９１４４０３００７０８４６１１３６Ｔ",
            "91440300-708461136-T",
            "\u{202a}91440300708461136T\u{202c}",
        ] {
            assert_eq!(credit_code(text).as_deref(), Some("91440300708461136T"), "{text}");
        }
        assert!(credit_code("914403001922038216").is_some(), "the check character may be a digit");
    }

    #[test]
    fn a_wrong_code_is_none() {
        for text in [
            "",
            "91440300708461136U",
            "91440300708461163T",
            "9144030070846113T",
            "91440300708461136TT",
            "9144O300708461136T",
            "91A40300708461136T",
            "000000000000000000",
            "统一社会信用代码",
            "🏭",
            "\u{0}",
        ] {
            assert_eq!(credit_code(text), None, "{text}");
        }
        assert_eq!(credit_code(&"9".repeat(10_000)), None);
    }
}
