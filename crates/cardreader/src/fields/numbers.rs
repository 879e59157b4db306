//! Telephone numbers: which of them are mobiles, and which nobody should call.

use std::sync::LazyLock;

use regex::Regex;
use rlibphonenumber::{PhoneNumber, PhoneNumberType};

use super::labels::Label;
use super::piece::Piece;
use super::{Fields, vocabulary};

/// Digits of a number that can be called.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    let extension = r"(?:\s*(?:ext\.?|extn\.?|x|转|轉|分机|分機|#)\s*:?\s*(\d{1,6}))?";
    let pattern = format!(r"(?i)([+(]?\(?\d[\d\s().\-]*\d){extension}");
    Regex::new(&pattern).expect("the pattern is constant")
});

/// Where numbers without a country's code are from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Region(rlibphonenumber::Region);

impl Region {
    /// By what is printed on the card; the mainland where nothing says.
    pub(crate) fn of(pieces: &[Piece]) -> Self {
        let says = |words: &[&str]| {
            pieces.iter().any(|piece| words.iter().any(|word| piece.plain.contains(word)))
        };
        if says(vocabulary::TAIWAN) {
            Self(rlibphonenumber::Region::TW)
        } else if says(vocabulary::HONG_KONG) && !says(&["+86", "(86"]) {
            Self(rlibphonenumber::Region::HK)
        } else {
            Self::mainland()
        }
    }

    pub(crate) fn mainland() -> Self {
        Self(rlibphonenumber::Region::CN)
    }
}

/// What a number is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Mobile,
    Phone,
    /// Either, for all that the number itself says.
    Either,
}

/// Adds the numbers of a piece.
pub(crate) fn read(piece: &Piece, region: Region, to: &mut Fields) {
    let fax = piece.is(Label::Fax) && !piece.is(Label::Phone) && !piece.is(Label::Mobile);
    let called = piece.is(Label::Phone) || piece.is(Label::Mobile);
    let may = called || piece.unlabelled() || piece.is(Label::Wechat);
    if fax || !may || piece.plain.contains('@') {
        return;
    }
    let plain = if called { mended(&piece.plain) } else { piece.plain.clone() };
    for found in NUMBER.captures_iter(&plain) {
        let extension = found.get(2).map(|digits| digits.as_str());
        for number in parted(&found[1]) {
            let Some((kind, text)) = tidy(&number, region, called) else { continue };
            let mobile = is_mobile(&text.replace('+', ""));
            let kind = match (piece.is(Label::Mobile), piece.is(Label::Phone)) {
                // The card knows better than any table, but for numbers that are mobiles only.
                (true, false) => Kind::Mobile,
                (false, true) if !mobile => Kind::Phone,
                _ if kind == Kind::Either => Kind::Phone,
                _ => kind,
            };
            let text = if kind == Kind::Mobile { text.replace('-', "") } else { text };
            let text = match extension {
                Some(extension) => format!("{text}-{extension}"),
                None => text,
            };
            let list = if kind == Kind::Mobile { &mut to.mobiles } else { &mut to.phones };
            if !list.contains(&text) {
                list.push(text);
            }
        }
    }
}

/// Letters that were read in a number.
fn mended(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let digit =
        |at: Option<usize>| at.and_then(|at| signs.get(at)).is_some_and(|c| c.is_ascii_digit());
    let mend = |(at, c): (usize, &char)| {
        let within = digit(at.checked_sub(1)) && digit(Some(at + 1));
        match c {
            'O' | 'o' | 'Q' | 'D' if within => '0',
            'l' | 'I' | '|' if within => '1',
            c => *c,
        }
    };
    signs.iter().enumerate().map(mend).collect()
}

/// Two numbers with nothing but a space between.
fn parted(text: &str) -> Vec<String> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    if digits(text) <= *DIGITS.end() {
        return vec![text.to_owned()];
    }
    let mut numbers = vec![String::new()];
    for word in text.split_whitespace() {
        let last = numbers.last_mut().expect("there is always one");
        // A mobile has eleven digits; whatever is longer is the next one's.
        if digits(last) >= 11 || digits(last) >= 7 && digits(word) >= 7 {
            numbers.push(word.to_owned());
        } else {
            *last += " ";
            *last += word;
        }
    }
    numbers
}

/// A number as it is kept: digits, a leading plus, and the dashes that part it. `None` for what is no number
/// that can be called; `named` when a label says that it is.
pub(crate) fn tidy(number: &str, region: Region, named: bool) -> Option<(Kind, String)> {
    let number = &without_trunk(number.trim());
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    if !DIGITS.contains(&digits.len()) {
        return None;
    }
    let parsed = PhoneNumber::parse(number, Some(region.0)).ok().filter(PhoneNumber::is_valid);
    let kind = match parsed.as_ref().map(PhoneNumber::get_type) {
        Some(PhoneNumberType::Mobile) => Kind::Mobile,
        Some(PhoneNumberType::FixedLineOrMobile) => Kind::Either,
        Some(_) => Kind::Phone,
        None if is_mobile(&digits) => Kind::Mobile,
        // A number without its town's code, or one that was read wrong: a person will see.
        None if named || number.starts_with(['+', '(']) => Kind::Either,
        None => return None,
    };
    // Digits in a row may be anything; a number that is not called one looks like one.
    if !named && kind != Kind::Mobile && !number.contains(['-', ' ', '+', '(']) {
        return None;
    }
    let plus = if number.starts_with('+') || number.starts_with("(+") { "+" } else { "" };
    if kind == Kind::Mobile {
        return Some((kind, format!("{plus}{digits}")));
    }
    Some((kind, format!("{plus}{}", dashed(number))))
}

/// In `+49 (0)30` the zero is dialled at home only.
fn without_trunk(number: &str) -> String {
    match number.starts_with('+') || number.starts_with("(+") {
        true => number.replacen("(0)", "", 1),
        false => number.to_owned(),
    }
}

fn is_mobile(digits: &str) -> bool {
    let national = digits.strip_prefix("86").unwrap_or(digits);
    national.len() == 11
        && national.starts_with('1')
        && matches!(national.as_bytes()[1], b'3'..=b'9')
}

/// Groups of digits with one dash between where the card has a dash, a bracket or a dot.
fn dashed(number: &str) -> String {
    let mut text = String::new();
    let mut dash = false;
    for c in number.chars() {
        match c {
            '0'..='9' => {
                if dash && !text.is_empty() {
                    text.push('-');
                }
                dash = false;
                text.push(c);
            }
            '-' | ')' | '(' | '.' => dash = true,
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(number: &str, expected: Option<(Kind, &str)>) {
        let found = tidy(number, Region::mainland(), false);
        assert_eq!(found, expected.map(|(kind, text)| (kind, text.to_owned())), "{number}");
    }

    #[test]
    fn numbers_are_told_by_their_form() {
        check("138 0013 8001", Some((Kind::Mobile, "13800138001")));
        check("+86 138 0013 8001", Some((Kind::Mobile, "+8613800138001")));
        check("(+86) 138-0013-8001", Some((Kind::Mobile, "+8613800138001")));
        check("0769-22886677", Some((Kind::Phone, "0769-22886677")));
        check("(0769) 2288 6677", Some((Kind::Phone, "0769-22886677")));
        check("+86-769-22886677", Some((Kind::Phone, "+86-769-22886677")));
        check("+49 89 636 48018", Some((Kind::Phone, "+498963648018")));
        check("+49 (0)171 5550 123", Some((Kind::Mobile, "+491715550123")));
        check("+49 (0) 711 9876 540", Some((Kind::Phone, "+497119876540")));
        check("+44 (0)114 496 0233", Some((Kind::Phone, "+441144960233")));
        check("+86-(0)577-8861 2233", Some((Kind::Phone, "+86-577-88612233")));
        check("400-820-8820", Some((Kind::Phone, "400-820-8820")));
        check("2026", None);
        check("91441900123456789", None);
        check("523000", None);
    }
}
