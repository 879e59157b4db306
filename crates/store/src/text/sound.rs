//! How a name sounds: pinyin, by syllables and by initials. All readings of a character count.
//!
//! Each character is a token for every way to read it together with the next one, by syllables (huasheng)
//! and by initials (hs). Of what is typed, dongguanhuash or dghs, each such pair must be there. A mark in
//! front, which nothing that is written has, tells them apart from it and from each other.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use pinyin::{ToPinyin, ToPinyinMulti};

use super::tokens::tokens;

/// In front of two initials.
pub(super) const BY_INITIALS: char = '\u{e000}';

/// In front of two syllables.
pub(super) const BY_SYLLABLES: char = '\u{e001}';

/// So many characters of a text are heard.
const HEARD: usize = 40;

/// So many ways to cut what was typed into syllables are tried.
const CUTS_MAX: usize = 12;

/// Pinyin of a text, for the search index, in no order. Empty where nothing in it is Chinese.
pub(crate) fn sound_tokens(text: &str) -> Vec<String> {
    let units = tokens(text).into_iter().take(HEARD).map(|token| readings(&token));
    let units: Vec<Vec<String>> = units.collect();
    let mut heard = BTreeSet::new();
    for (at, unit) in units.iter().enumerate() {
        let silence = vec![String::new()];
        let next = units.get(at + 1).filter(|next| !next.is_empty()).unwrap_or(&silence);
        for (one, other) in unit.iter().flat_map(|one| next.iter().map(move |other| (one, other))) {
            heard.insert(format!("{BY_SYLLABLES}{one}{other}"));
            heard.insert(format!("{BY_INITIALS}{}{}", initial(one), initial(other)));
        }
    }
    heard.into_iter().collect()
}

fn initial(syllable: &str) -> &str {
    syllable.get(..1).unwrap_or_default()
}

/// The readings of a token that is one character, the most usual first.
fn readings(token: &str) -> Vec<String> {
    let mut characters = token.chars();
    let (Some(character), None) = (characters.next(), characters.next()) else {
        return Vec::new();
    };
    let usual = character.to_pinyin().into_iter();
    let all = character.to_pinyin_multi().into_iter().flatten();
    let mut readings: Vec<String> = Vec::new();
    // Nobody has ü on his keyboard.
    for reading in usual.chain(all).map(|reading| reading.plain().replace('ü', "v")) {
        if !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings
}

/// The tokens that must all be there if a typed word is meant as pinyin, for every way to read it; with
/// whether the last of them may be the beginning of a longer one.
pub(super) fn as_sound(word: &str) -> Vec<(Vec<String>, bool)> {
    if word.is_empty() || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Vec::new();
    }
    let letters: Vec<String> = word.chars().map(String::from).collect();
    let initials = (pairs(BY_INITIALS, &letters), letters.len() == 1);
    let mut cuts = Vec::new();
    cut(word, &mut Vec::new(), &mut cuts);
    let mut ways = vec![initials];
    for cut in &cuts {
        let way = (pairs(BY_SYLLABLES, cut), true);
        // 西安 and 先 are one word.
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    ways
}

/// Each sound with the next; one by itself alone.
fn pairs(mark: char, sounds: &[String]) -> Vec<String> {
    match sounds {
        [only] => vec![format!("{mark}{only}")],
        several => several.windows(2).map(|pair| format!("{mark}{}", pair.concat())).collect(),
    }
}

/// Every syllable that some character has.
static SYLLABLES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let characters = ('\u{4e00}'..='\u{9fff}').filter_map(|c| c.to_pinyin());
    let syllables = characters.map(|reading| reading.plain().replace('ü', "v"));
    // A sigh is no syllable of a name, and would be found in every one.
    syllables.filter(|syllable| syllable.contains(['a', 'e', 'i', 'o', 'u', 'v'])).collect()
});

/// The ways to cut a word into syllables, of which the last may be half typed: the longer ones first.
fn cut(word: &str, before: &mut Vec<String>, cuts: &mut Vec<Vec<String>>) {
    if cuts.len() == CUTS_MAX {
        return;
    }
    let half = SYLLABLES.range(word.to_owned()..).next().is_some_and(|s| s.starts_with(word));
    if half {
        cuts.push(before.iter().cloned().chain([word.to_owned()]).collect());
    }
    for end in (1..word.len().min(7)).rev().filter(|end| SYLLABLES.contains(&word[..*end])) {
        before.push(word[..end].to_owned());
        cut(&word[end..], before, cuts);
        before.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::{as_sound, sound_tokens};

    fn check(text: &str, finds: &[&str], misses: &[&str]) {
        let heard = sound_tokens(text);
        let found = |typed: &str| {
            as_sound(typed).iter().any(|(all, begins)| {
                all.iter().enumerate().all(|(at, token)| {
                    let begun = *begins && at + 1 == all.len();
                    heard.iter().any(|h| h == token || begun && h.starts_with(token.as_str()))
                })
            })
        };
        for typed in finds {
            assert!(found(typed), "{text}: {typed} is not in {heard:?}");
        }
        for typed in misses {
            assert!(!found(typed), "{text}: {typed}");
        }
    }

    #[test]
    fn a_name_is_heard_by_its_syllables_and_its_initials_from_any_character_on() {
        check(
            "东莞华晟电子",
            &["dghs", "hs", "hsdz", "z", "dongguan", "donggu", "huasheng", "shengd", "dianzi"],
            &["ghd", "uasheng", "zd", "dgs", "dongsheng", "sd d"],
        );
        check("吕绿", &["lvlv", "ll"], &["lulu"]);
        check("TCL王牌", &["wp", "wangpai"], &["lw"]);
        check("華為", &["hw", "huawei"], &[]);
        check("西安先锋", &["xian", "xianxian", "xaxf"], &[]);
    }

    #[test]
    fn every_reading_of_a_character_counts() {
        let city = ["chongqing", "zhongqing", "cqcc", "zqcc", "changcheng", "zhangcheng"];
        check("重庆长城", &city, &[]);
        check("单县乐清", &["shanxian", "danxian", "yueqing", "leqing"], &[]);
        check(
            "重长单乐朝曾行会",
            &["chao", "zhao", "ceng", "zeng", "xing", "hang", "hui", "kuai"],
            &[],
        );
    }

    #[test]
    fn what_is_not_chinese_is_not_heard_and_long_names_and_words_end() {
        for text in ["Siemens AG", "Müller", "12345", ""] {
            assert!(sound_tokens(text).is_empty(), "{text}");
        }
        assert!(sound_tokens(&"重".repeat(10_000)).len() < 50);
        assert!(as_sound(&"xian".repeat(50)).len() <= 13);
    }
}
