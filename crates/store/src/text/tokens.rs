use unicode_normalization::char::is_combining_mark;

use super::fold::folded;

/// So much of one text is searched, in characters. Nobody looks for the rest of a novel.
pub(super) const TEXT_CHARS_MAX: usize = 20_000;

/// A longer word is several tokens, in characters.
const TOKEN_CHARS_MAX: usize = 64;

/// What a character is to a search.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// A token by itself: scripts without spaces between words, and symbols such as emoji.
    Alone,
    Letter,
    Digit,
    /// Belongs to the letter before it.
    Mark,
    /// Not there: zero-width, bidi and variation marks.
    Invisible,
    /// Ends a token.
    Gap,
}

/// The tokens of a text, in order: one for each ideograph, kana, Hangul syllable and symbol, one for
/// each run of letters and for each run of digits.
pub(crate) fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let (mut run, mut length, mut of) = (String::new(), 0, Class::Gap);
    for c in folded(text).take(TEXT_CHARS_MAX) {
        let class = match class(c) {
            Class::Invisible => continue,
            Class::Mark if of == Class::Letter => Class::Letter,
            Class::Mark => continue,
            class => class,
        };
        let goes_on = class == of && class != Class::Alone && length < TOKEN_CHARS_MAX;
        if !goes_on && !run.is_empty() {
            tokens.push(std::mem::take(&mut run));
            length = 0;
        }
        if class != Class::Gap {
            run.push(c);
            length += 1;
        }
        of = class;
    }
    if !run.is_empty() {
        tokens.push(run);
    }
    tokens
}

/// Whether a token is complete as soon as it is typed, so that no longer one begins with it.
pub(super) fn stands_alone(token: &str) -> bool {
    token.chars().next().is_some_and(|c| class(c) == Class::Alone)
}

pub(super) fn is_digits(token: &str) -> bool {
    token.chars().all(|c| class(c) == Class::Digit)
}

fn class(c: char) -> Class {
    match c {
        c if is_invisible(c) => Class::Invisible,
        c if is_written_without_spaces(c) => Class::Alone,
        c if c.is_ascii_digit() => Class::Digit,
        c if is_combining_mark(c) => Class::Mark,
        c if c.is_alphanumeric() => Class::Letter,
        c if is_symbol(c) => Class::Alone,
        _ => Class::Gap,
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
}

/// Han, kana, bopomofo, Hangul syllables.
fn is_written_without_spaces(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}'
        | '\u{30fc}'..='\u{312f}' | '\u{31a0}'..='\u{31bf}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Arrows, signs and pictures. Punctuation is not: nobody looks for a comma.
fn is_symbol(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::{TEXT_CHARS_MAX, tokens};

    fn check(text: &str, expected: &str) {
        assert_eq!(tokens(text).join(" "), expected, "{text}");
    }

    #[test]
    fn ideographs_stand_alone_and_words_and_numbers_stay_whole() {
        check("深圳市海风科技有限公司", "深 圳 市 海 风 科 技 有 限 公 司");
        check("Haifeng Tech(深圳) A380", "haifeng tech 深 圳 a 380");
        check("138-0013 8000", "138 0013 8000");
        check("パナソニック 삼성", "パ ナ ソ ニ ッ ク 삼 성");
        check("ภาษาไทย हिन्दी", "ภาษาไทย हिन्दी");
    }

    #[test]
    fn what_nobody_sees_separates_nothing() {
        check("海\u{200b}风\u{202e} ab\u{200d}cd\u{fe0f}", "海 风 abcd");
        check("\u{300}", "");
    }

    #[test]
    fn an_emoji_is_a_token_and_punctuation_is_none() {
        check("🚗car👨‍👩‍👧", "🚗 car 👨 👩 👧");
        check(" \" * ( ) - ' ; -- ， 。《》", "");
    }

    #[test]
    fn endless_texts_and_words_end() {
        assert_eq!(tokens(&"海".repeat(100_000)).len(), TEXT_CHARS_MAX);
        let lengths: Vec<usize> = tokens(&"a".repeat(150)).iter().map(String::len).collect();
        assert_eq!(lengths, [64, 64, 22]);
    }
}
