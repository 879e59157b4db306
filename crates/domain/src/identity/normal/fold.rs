use std::collections::BTreeMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// What fast2s does not know; its head says how it was found.
static VARIANTS: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
    let lines = include_str!("../../../data/variants.txt").lines();
    let pairs = lines.filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
    pairs.filter_map(|pair| pair.chars().next().zip(pair.chars().nth(1))).collect()
});

/// A text as it is compared (DUP-02): compatibility forms (full width, ligatures, circled digits)
/// as plain ones, traditional characters as simplified, lower case, and nothing but letters and
/// digits: no spaces, punctuation, symbols, emoji, controls, zero-width or bidi marks.
pub fn fold(text: &str) -> String {
    // Again, because marks whose neighbours are gone order and compose anew.
    simplify(text).chars().filter(|c| c.is_alphanumeric()).nfkc().collect()
}

/// [`fold`] with punctuation and spaces still there, for readers that need to see them.
pub(super) fn simplify(text: &str) -> String {
    let visible = text.nfkc().filter(|c| !is_invisible(*c));
    let lower: String = visible.flat_map(char::to_lowercase).collect();
    // Twice, because fast2s looks at neighbours, which the first pass may have changed (兒寬).
    to_simplified(&to_simplified(&lower))
}

fn to_simplified(text: &str) -> String {
    let known: String = text.chars().map(|c| *VARIANTS.get(&c).unwrap_or(&c)).collect();
    fast2s::convert(&known)
}

/// Zero-width and bidi marks, and fillers that Unicode counts as letters and nobody can see.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
        || (c.is_control() && !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::{VARIANTS, fold};

    #[test]
    fn differences_that_do_not_count_are_folded_away() {
        for (text, expected) in [
            ("ＡＢＣ１２３", "abc123"),
            ("華晟電子", "华晟电子"),
            ("臺灣", "台湾"),
            ("瀋陽", "沈阳"),
            ("山峯", "山峰"),
            ("鍾錶", "钟表"),
            ("馀庆", "余庆"),
            ("廣告企畫", "广告企划"),
            ("华 晟\t电\u{3000}子\n", "华晟电子"),
            ("华·晟（电）-子，", "华晟电子"),
            ("华\u{200b}晟\u{202e}电\u{feff}子\u{0}", "华晟电子"),
            ("\u{3164}华\u{ffa0}晟", "华晟"),
            ("Café①ﬁ㈱", "café1fi株"),
            ("🏭", ""),
            ("", ""),
        ] {
            assert_eq!(fold(text), expected, "{text:?}");
        }
    }

    #[test]
    fn folding_a_folded_text_changes_nothing() {
        let all: Vec<char> = (0..=0x3_ffff).filter_map(char::from_u32).collect();
        for chunk in all.chunks(64) {
            let once = fold(&chunk.iter().collect::<String>());
            assert_eq!(fold(&once), once);
        }
        for text in ["兒寬", "乾隆", "乾坤", "校讎", "計畫", "鍾書", "答覆", "İstanbul", "ΣΑΣ"]
        {
            let once = fold(text);
            assert_eq!(fold(&once), once, "{text}");
        }
    }

    #[test]
    fn every_variant_is_a_pair() {
        assert_eq!(VARIANTS.len(), 190);
        assert!(VARIANTS.values().all(|c| !VARIANTS.contains_key(c)));
    }

    #[test]
    fn a_long_text_costs_no_more_than_its_length() {
        assert_eq!(fold(&"華".repeat(10_000)), "华".repeat(10_000));
        assert_eq!(fold(&"e\u{301}".repeat(10_000)).chars().count(), 10_000);
        assert!(fold(&"a\u{301}\u{316}".repeat(10_000)).len() <= 60_000);
    }
}
