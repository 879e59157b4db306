//! What somebody typed into the search field, as something that cannot be mistaken for syntax.

use super::phone::national;
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

/// All of these must be found, each as one of its phrases, each in any field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Terms(pub(super) Vec<Vec<Phrase>>);

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
        let one = |phrases: &Vec<Phrase>| {
            let any: Vec<String> = phrases.iter().map(Phrase::to_fts).collect();
            format!("({})", any.join(" OR "))
        };
        let all: Vec<String> = self.0.iter().map(one).collect();
        all.join(" AND ")
    }
}

/// One word as typed: 海风, foo-bar.
fn term(word: &str) -> Option<Vec<Phrase>> {
    Some(vec![Phrase::new(tokens(word))?])
}

/// Digits with separators between them are one phone number, however they are grouped.
fn as_phone(text: &str) -> Option<Vec<Phrase>> {
    let groups = tokens(text);
    if groups.len() < 2 || !groups.iter().all(|token| is_digits(token)) {
        return None;
    }
    let digits = groups.concat();
    let national = national(&digits).map(str::to_owned);
    let pieces = [Some(groups), Some(vec![digits]), national.map(|digits| vec![digits])];
    Some(pieces.into_iter().flatten().filter_map(Phrase::new).collect())
}

#[cfg(test)]
mod tests {
    use super::Terms;

    fn check(typed: &str, expected: &str) {
        let fts = Terms::read(typed).map(|terms| terms.to_fts());
        assert_eq!(fts.unwrap_or_default(), expected, "{typed}");
    }

    #[test]
    fn words_are_joined_and_ideographs_make_phrases() {
        check("海风", "(\"海 风\")");
        check("海 风", "(\"海\") AND (\"风\")");
        check("Hai 風tech", "(\"hai\" *) AND (\"风 tech\" *)");
        check("138", "(\"138\" *)");
    }

    #[test]
    fn a_grouped_number_is_one_number() {
        check("138-0013", "(\"138 0013\" * OR \"1380013\" *)");
        let whole = "(\"86 138 0013 8000\" * OR \"8613800138000\" * OR \"13800138000\" *)";
        check("+86 138 0013 8000", whole);
    }

    #[test]
    fn nothing_that_is_typed_is_syntax() {
        check("a\" OR \"b", "(\"a\" *) AND (\"or\" *) AND (\"b\" *)");
        check("AND", "(\"and\" *)");
        check("company:x*", "(\"company x\" *)");
        check("NEAR(a,b)^{}", "(\"near a b\" *)");
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
