//! What somebody typed into the search field, as something that cannot be mistaken for syntax.

use super::phone::national;
use super::sound::as_sound;
use super::tokens::{is_digits, stands_alone, tokens};

/// So much of what was typed is looked at, in characters.
const QUERY_CHARS_MAX: usize = 200;

/// So many words are looked for; the others are not.
const TERMS_MAX: usize = 12;

/// Tokens that follow each other; the last may be the beginning of a longer one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Phrase {
    pub(super) tokens: Vec<String>,
    pub(super) prefix: bool,
}

/// One way to find what somebody meant by a word: each of these, each in any field.
pub(super) type Way = Vec<Phrase>;

/// All of these must be found, each in one of its ways.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Terms(pub(super) Vec<Vec<Way>>);

impl Phrase {
    fn new(tokens: Vec<String>) -> Option<Self> {
        let prefix = !stands_alone(tokens.last()?);
        Some(Self { tokens, prefix })
    }

    fn to_fts(&self) -> String {
        let star = if self.prefix { " *" } else { "" };
        format!("\"{}\"{star}", self.tokens.join(" "))
    }
}

impl Terms {
    /// Reads what was typed. `None` when there is nothing in it to look for: blanks, punctuation.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text: String = text.chars().take(QUERY_CHARS_MAX).collect();
        let mut terms = match as_phone(&text) {
            Some(number) => vec![number],
            None => text.split_whitespace().filter_map(term).collect(),
        };
        terms.truncate(TERMS_MAX);
        (!terms.is_empty()).then_some(Self(terms))
    }

    /// The terms as an FTS5 expression over one set of columns. Tokens hold letters, digits and
    /// symbols only, so nothing in them closes the quotes around them.
    pub(crate) fn to_fts(&self) -> String {
        let all = |way: &Way| {
            let all: Vec<String> = way.iter().map(Phrase::to_fts).collect();
            if let [only] = all.as_slice() {
                only.clone()
            } else {
                format!("({})", all.join(" AND "))
            }
        };
        let one = |ways: &Vec<Way>| {
            let any: Vec<String> = ways.iter().map(all).collect();
            format!("({})", any.join(" OR "))
        };
        let all: Vec<String> = self.0.iter().map(one).collect();
        all.join(" AND ")
    }
}

/// One word as typed: 海风, foo-bar; and as it sounds, where it may be pinyin: haifeng, hf, xi'an.
fn term(word: &str) -> Option<Vec<Way>> {
    let written = tokens(word);
    let sounds = match written.iter().all(|token| token.bytes().all(|b| b.is_ascii_lowercase())) {
        true => as_sound(&written.concat()),
        false => Vec::new(),
    };
    let ways = sounds.into_iter().map(|(tokens, begins)| {
        let last = tokens.len() - 1;
        let phrase = |(at, token)| Phrase { tokens: vec![token], prefix: begins && at == last };
        tokens.into_iter().enumerate().map(phrase).collect()
    });
    Some([vec![Phrase::new(written)?]].into_iter().chain(ways).collect())
}

/// Digits with separators between them are one phone number, however they are grouped.
fn as_phone(text: &str) -> Option<Vec<Way>> {
    let groups = tokens(text);
    if groups.len() < 2 || !groups.iter().all(|token| is_digits(token)) {
        return None;
    }
    let digits = groups.concat();
    let national = national(&digits).map(str::to_owned);
    let pieces = [Some(groups), Some(vec![digits]), national.map(|digits| vec![digits])];
    Some(pieces.into_iter().flatten().filter_map(Phrase::new).map(|piece| vec![piece]).collect())
}

#[cfg(test)]
mod tests {
    use super::super::sound::{BY_INITIALS, BY_SYLLABLES};
    use super::Terms;

    fn check(typed: &str, expected: &str) {
        let fts = Terms::read(typed).map(|terms| terms.to_fts()).unwrap_or_default();
        // Digits for the marks, which nobody can see.
        let fts = fts.replace(BY_INITIALS, "0").replace(BY_SYLLABLES, "1");
        assert_eq!(fts, expected, "{typed}");
    }

    #[test]
    fn words_are_joined_and_ideographs_make_phrases() {
        check("海风", "(\"海 风\")");
        check("海 风", "(\"海\") AND (\"风\")");
        check("Hai8 風tech", "(\"hai 8\" *) AND (\"风 tech\" *)");
        check("138", "(\"138\" *)");
    }

    #[test]
    fn letters_may_be_pinyin_or_initials() {
        check("hf", "(\"hf\" * OR \"0hf\")");
        check("h", "(\"h\" * OR \"0h\" * OR \"1h\" *)");
        check("haif", "(\"haif\" * OR (\"0ha\" AND \"0ai\" AND \"0if\") OR \"1haif\" *)");
        let initials = "(\"0xi\" AND \"0ia\" AND \"0an\")";
        let cuts = "\"1xian\" * OR (\"1xia\" AND \"1an\" *)";
        check("xi'an", &format!("(\"xi an\" * OR {initials} OR {cuts})"));
    }

    #[test]
    fn a_grouped_number_is_one_number() {
        check("138-0013", "(\"138 0013\" * OR \"1380013\" *)");
        let whole = "(\"86 138 0013 8000\" * OR \"8613800138000\" * OR \"13800138000\" *)";
        check("+86 138 0013 8000", whole);
    }

    #[test]
    fn nothing_that_is_typed_is_syntax() {
        check("a1\" OR2 \"b3", "(\"a 1\" *) AND (\"or 2\" *) AND (\"b 3\" *)");
        check("AND", "(\"and\" * OR (\"0an\" AND \"0nd\") OR \"1and\" *)");
        check("company:x1*", "(\"company x 1\" *)");
        check("NEAR(a,b1)^{}", "(\"near a b 1\" *)");
        check(" \" * ( ) - ", "");
        check("", "");
    }

    #[test]
    fn an_endless_query_ends() {
        assert!(Terms::read(&"海 ".repeat(5_000)).is_some_and(|terms| terms.0.len() == 12));
        assert!(
            Terms::read(&"海".repeat(10_000)).is_some_and(|terms| terms.to_fts().len() < 1_000)
        );
    }
}
