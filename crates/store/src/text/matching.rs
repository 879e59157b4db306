//! The same search without an index, for the few leads that are not in it yet.

use super::terms::{Phrase, Terms, Way};

impl Terms {
    /// Whether a document of tokenised fields has all terms.
    pub(crate) fn found_in(&self, fields: &[Vec<String>]) -> bool {
        let all = |way: &Way| way.iter().all(|phrase| phrase.found_in_any(fields));
        self.0.iter().all(|ways| ways.iter().any(all))
    }
}

impl Phrase {
    fn found_in_any(&self, fields: &[Vec<String>]) -> bool {
        let mut windows = fields.iter().flat_map(|field| field.windows(self.tokens.len()));
        windows.any(|window| self.is(window))
    }

    fn is(&self, window: &[String]) -> bool {
        let pairs = || window.iter().zip(&self.tokens);
        let last = self.tokens.len() - 1;
        let whole = if self.prefix { last } else { self.tokens.len() };
        pairs().take(whole).all(|(found, token)| found == token)
            && pairs().skip(whole).all(|(found, token)| found.starts_with(token.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens;
    use super::Terms;

    fn check(typed: &str, fields: &[&str], expected: bool) {
        let fields: Vec<_> = fields.iter().map(|field| tokens(field)).collect();
        let found = Terms::read(typed).is_some_and(|terms| terms.found_in(&fields));
        assert_eq!(found, expected, "{typed}");
    }

    #[test]
    fn terms_may_be_in_different_fields_and_phrases_may_not() {
        let fields = ["深圳市海风科技", "王芳", "13800138000"];
        check("海风", &fields, true);
        check("风", &fields, true);
        check("海 王", &fields, true);
        check("技王", &fields, false);
        check("风海", &fields, false);
        check("138 王芳", &fields, true);
        check("380", &fields, false);
        check("海风科技有限", &fields, false);
    }
}
