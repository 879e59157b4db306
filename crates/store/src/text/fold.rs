use std::sync::LazyLock;

use domain::identity::normal;
use unicode_normalization::UnicodeNormalization;

/// A text as it is compared: full width as plain, traditional characters as simplified, lower case,
/// without accents.
pub(super) fn folded(text: &str) -> impl Iterator<Item = char> {
    let plain = text.nfkd().filter(|c| !is_accent(*c)).nfc();
    plain.flat_map(char::to_lowercase).map(simplified)
}

/// Combining accents of the alphabets that Europe writes. The vowels of other scripts stay.
fn is_accent(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9fff;

/// Each ideograph by itself. Neighbours must not matter, or a part of a name would not be found in
/// it. Made once, because asking `domain` costs as much as all the rest.
static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let characters = (FIRST..=LAST).filter_map(char::from_u32);
    characters
        .map(|c| normal::fold(c.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(c))
        .collect()
});

fn simplified(c: char) -> char {
    let index = u32::from(c).checked_sub(FIRST).filter(|_| u32::from(c) <= LAST);
    index.and_then(|index| SIMPLIFIED.get(index as usize)).copied().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::{FIRST, LAST, SIMPLIFIED, folded};

    fn check(text: &str, expected: &str) {
        assert_eq!(folded(text).collect::<String>(), expected, "{text}");
    }

    #[test]
    fn differences_that_do_not_count_are_folded_away() {
        check("ＡＢＣ１２３", "abc123");
        check("華晟電子（東莞）", "华晟电子(东莞)");
        check("臺灣", "台湾");
        check("Müller Café İstanbul", "muller cafe istanbul");
        check("ﬁ①㈱", "fi1(株)");
        check("ガｶﾞ", "ガガ");
        check("", "");
    }

    #[test]
    fn a_part_of_a_text_folds_like_the_part_in_the_text() {
        for text in ["乾隆乾燥", "計畫畫圖", "兒寬", "慰藉藉口", "樊於期於"] {
            let whole: String = folded(text).collect();
            let parts: String =
                text.chars().flat_map(|c| folded(&c.to_string()).collect::<Vec<_>>()).collect();
            assert_eq!(whole, parts, "{text}");
        }
    }

    #[test]
    fn every_ideograph_has_one_place_in_the_table() {
        assert_eq!(SIMPLIFIED.len(), (LAST - FIRST + 1) as usize);
    }
}
