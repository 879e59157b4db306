//! Completing the name of a division that somebody begins to type.

use super::DivisionCode;
use super::table::TABLE;
use crate::identity::normal::fold;

/// Provinces and divisions of prefecture level of which a name begins with the text: provinces first, then in
/// the order of their codes.
pub fn beginning_with(text: &str, limit: usize) -> Vec<DivisionCode> {
    let begun = fold(text.trim());
    if begun.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<DivisionCode> =
        TABLE.codes_beginning(&begun).filter_map(DivisionCode::new).collect();
    found.sort_by_key(|code| (!code.is_province(), *code));
    found.dedup();
    found.truncate(limit);
    found
}

/// The divisions of prefecture level in a province, in the order of their codes.
pub fn within(province: DivisionCode) -> Vec<DivisionCode> {
    let inside = TABLE.codes().filter_map(DivisionCode::new);
    inside.filter(|code| province.contains(*code) && *code != province).collect()
}

#[cfg(test)]
mod tests {
    use super::{beginning_with, within};
    use crate::places::DivisionCode;

    #[test]
    fn provinces_come_before_what_lies_in_others() {
        let names: Vec<_> = beginning_with("广", 5).into_iter().map(|code| code.name()).collect();
        assert_eq!(names[..2], ["广东", "广西"]);
        assert!(names.contains(&"广州"));
    }

    #[test]
    fn traditional_characters_find_the_same_and_nothing_finds_nothing() {
        assert_eq!(beginning_with("廣東", 1), beginning_with("广东", 1));
        assert!(beginning_with("  ", 5).is_empty() && beginning_with("不", 5).is_empty());
    }

    #[test]
    fn a_province_holds_its_prefectures() {
        let guangdong = DivisionCode::new(440000).unwrap();
        assert_eq!(within(guangdong).len(), 21);
    }
}
