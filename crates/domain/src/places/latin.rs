//! Places in Latin letters, as they stand on the other side of a business card: `Nanshan, Shenzhen, Guangdong`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::DivisionCode;
use super::table::TABLE;

const TEXT: &str = include_str!("../../data/latin.tsv");

/// How many words a name is written in at most: `Hu He Hao Te`.
const WORDS_MAX: usize = 4;

/// What stands between a place and the street that is named after it.
const BETWEEN: [&str; 13] = [
    "east", "west", "south", "north", "middle", "central", "dong", "xi", "nan", "bei", "zhong",
    "first", "second",
];

/// What is named after places and lies in others.
const STREETS: [&str; 17] = [
    "road",
    "rd",
    "street",
    "st",
    "avenue",
    "ave",
    "boulevard",
    "lane",
    "highway",
    "lu",
    "jie",
    "dadao",
    "building",
    "tower",
    "mansion",
    "hotel",
    "plaza",
];

/// Divisions by their names.
static NAMES: LazyLock<BTreeMap<&'static str, BTreeSet<DivisionCode>>> = LazyLock::new(|| {
    let mut names = BTreeMap::<&str, BTreeSet<DivisionCode>>::new();
    for line in TEXT.lines().filter(|line| !line.starts_with('#')) {
        let (name, code) = line.split_once('\t').expect("the table is checked in");
        let code = code.parse().expect("the table is checked in");
        names.entry(name).or_default().insert(TABLE.home(code));
    }
    names
});

/// The one prefecture, or else the one province, that a text in Latin letters names, in whatever order. `None` where
/// it names none or more than one, and where a name is more than one's: Suzhou is 苏州 in Jiangsu and 宿州 in Anhui,
/// until the province is named too. Jilin and Hainan are the provinces.
pub(super) fn resolve(text: &str) -> Option<DivisionCode> {
    let words = words(text);
    let mut named: Vec<&BTreeSet<DivisionCode>> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match longest(&words[at..]) {
            Some((codes, length)) => {
                if !is_street(&words[at + length..]) {
                    named.push(codes);
                }
                at += length;
            }
            None => at += 1,
        }
    }
    let of_a_province =
        |codes: &BTreeSet<DivisionCode>| codes.iter().copied().find(|code| code.is_province());
    let provinces: BTreeSet<_> = named.iter().filter_map(|codes| of_a_province(codes)).collect();
    let inside = |code: &DivisionCode| {
        provinces.is_empty() || provinces.iter().any(|province| province.contains(*code))
    };
    let mut finest: BTreeSet<DivisionCode> = BTreeSet::new();
    for codes in named.iter().filter(|codes| of_a_province(codes).is_none()) {
        let meant: Vec<_> = codes.iter().copied().filter(inside).collect();
        // A name that lies elsewhere, or that is more than one's, leaves nothing certain.
        let [one] = meant[..] else { return None };
        finest.insert(one);
    }
    let certain = if finest.is_empty() { &provinces } else { &finest };
    let mut certain = certain.iter();
    certain.next().copied().filter(|_| certain.next().is_none())
}

/// The words of a text of Latin letters, in small ones; none where it has others.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in text.chars().map(narrow) {
        match c {
            'ü' | 'Ü' => words.last_mut().expect("one at least").push('u'),
            // Xi’an
            '\'' | '’' => {}
            c if c.is_ascii_alphabetic() => {
                words.last_mut().expect("one at least").push(c.to_ascii_lowercase());
            }
            c if c.is_alphabetic() => return Vec::new(),
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Wide letters are letters.
fn narrow(c: char) -> char {
    match c {
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// The longest name that the words begin with, and of how many it is.
fn longest(words: &[String]) -> Option<(&'static BTreeSet<DivisionCode>, usize)> {
    let lengths = (1..=WORDS_MAX.min(words.len())).rev();
    lengths.into_iter().find_map(|length| {
        let codes = NAMES.get(words[..length].concat().as_str())?;
        Some((codes, length))
    })
}

/// Whether what follows a name makes it that of a street: Nanjing East Road lies in Shanghai.
fn is_street(rest: &[String]) -> bool {
    let mut rest = rest.iter().map(String::as_str).skip_while(|word| BETWEEN.contains(word));
    rest.next().is_some_and(|word| STREETS.contains(&word))
}

#[cfg(test)]
mod tests {
    use crate::places::{DivisionCode, resolve};

    fn check(cases: &[(&str, u32)]) {
        for (site, expected) in cases {
            let found = resolve(site).map(DivisionCode::get);
            assert_eq!(found, Some(*expected).filter(|code| *code != 0), "{site}");
        }
    }

    #[test]
    fn a_place_in_latin_letters_resolves_in_whatever_order() {
        check(&[
            ("Shenzhen", 440300),
            ("shenzhen", 440300),
            ("Shen Zhen", 440300),
            ("Ｓｈｅｎｚｈｅｎ", 440300),
            ("SHENZHEN, GUANGDONG, P.R. CHINA", 440300),
            ("Guangdong Dongguan", 441900),
            ("No. 1 Keji Road, Nanshan District, Shenzhen 518057", 440300),
            ("Xi'an, Shaanxi", 610100),
            ("Chongqing", 500000),
            ("Changsha, Hunan", 430100),
            ("Kunshan, Jiangsu", 320500),
            ("Harbin", 230100),
            ("Lüliang", 141100),
            ("Hong Kong", 810000),
            ("Guangdong Province", 440000),
            ("Inner Mongolia", 150000),
        ]);
    }

    #[test]
    fn a_name_that_two_places_have_is_certain_with_its_province_only() {
        check(&[
            ("Suzhou", 0),
            ("Suzhou, Jiangsu", 320500),
            ("Anhui Suzhou", 341300),
            ("Fuzhou, Fujian", 350100),
            ("Jilin", 220000),
            ("Hainan", 460000),
        ]);
    }

    #[test]
    fn what_names_two_places_or_none_resolves_to_nothing() {
        check(&[
            ("Shenzhen and Dongguan", 0),
            ("Shenzhen, Hunan", 0),
            ("Berlin", 0),
            ("Paris Guangzhou Str. 5", 440100),
            ("Москва, Шэньчжэнь", 0),
            ("", 0),
        ]);
    }

    #[test]
    fn streets_that_are_named_after_places_lie_in_others() {
        check(&[
            ("88 Nanjing East Road, Shanghai", 310000),
            ("Beijing Rd 3, Guangzhou", 440100),
            ("Zhongshan Road", 0),
            ("Guangzhou Building, Shenzhen", 440300),
        ]);
    }
}
