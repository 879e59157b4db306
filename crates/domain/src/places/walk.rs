//! Down the table, the longest name first: 广东省, then 东莞市 within it, then a county within that.

use super::DivisionCode;
use super::table::{Level, Name, TABLE};

/// Two large places, and no way to tell which is meant: 朝阳 is a city in Liaoning and the business
/// district of Beijing, 昌江 a county in Hainan and a district in Jingdezhen, 兴安 a league in Inner
/// Mongolia and a county in Guangxi. They need a suffix or what they lie in.
const UNDECIDED: [&str; 3] = ["朝阳", "昌江", "兴安"];

/// A place's suffix and the next character that are a word instead: 上海市政 is not 上海市 + 政.
const WORDS: &str = "市场 市政 市民 市值 市集 市售 市井 市外 区块 区域 区间 县域 省心 省力 旗舰";

/// A place that was read, with what it lies in if that came before.
#[derive(Clone, Copy)]
pub(super) struct Stop<'a> {
    /// The row, a county perhaps.
    pub(super) code: u32,
    pub(super) home: DivisionCode,
    /// Written without its suffix.
    pub(super) is_bare: bool,
    pub(super) rest: &'a str,
}

/// The places at the start of a folded text, each within the one before, as far as they are certain.
pub(super) fn walk<'a>(text: &'a str, accept: impl Fn(&Stop) -> bool) -> Vec<Stop<'a>> {
    walk_within(without_country(text), None, accept)
}

/// The same for a text that follows a place.
pub(super) fn walk_within<'a>(
    text: &'a str,
    mut within: Option<u32>,
    accept: impl Fn(&Stop) -> bool,
) -> Vec<Stop<'a>> {
    let mut rest = text;
    let mut stops = Vec::new();
    while let Some(stop) = at_start(rest, within).filter(&accept) {
        rest = stop.rest;
        within = Some(stop.code);
        stops.push(stop);
    }
    stops
}

fn without_country(text: &str) -> &str {
    let rest = text.strip_prefix("中华人民共和国").or_else(|| text.strip_prefix("中国"));
    rest.unwrap_or(text)
}

/// The longest name at the start; `None` too when that one is ambiguous. A shorter one would be a
/// guess: 新华区 is in three prefectures, and certainly not 新 (Xinjiang) + 华区.
fn at_start(text: &str, within: Option<u32>) -> Option<Stop<'_>> {
    let ends = text.char_indices().map(|(start, c)| start + c.len_utf8());
    let ends: Vec<usize> = ends.take(TABLE.longest_name).collect();
    let mut splits = ends.iter().rev().map(|end| text.split_at(*end));
    let (name, rest) = splits.find(|(name, rest)| {
        let is_known = candidates(name, within).next().is_some();
        is_known && !is_word(name, rest)
    })?;
    let is_undecided = within.is_none() && UNDECIDED.contains(&name);
    let place = the_one(candidates(name, within)).filter(|_| !is_undecided)?;
    Some(stop(place, rest))
}

fn candidates(name: &str, within: Option<u32>) -> impl Iterator<Item = &'static Name> {
    let lies_in = move |code| within.is_none_or(|other| TABLE.lies_in(code, other));
    let named = TABLE.named(name).iter();
    named.filter(move |named| lies_in(named.code))
}

/// The one of the earliest level, unless several of that level lie in different divisions.
fn the_one(candidates: impl Iterator<Item = &'static Name>) -> Option<&'static Name> {
    let candidates: Vec<_> = candidates.collect();
    let level = candidates.iter().map(|named| named.level).min()?;
    let mut best = candidates.iter().filter(|named| named.level == level);
    let first = best.next()?;
    let home = TABLE.home(first.code);
    best.all(|other| TABLE.home(other.code) == home).then_some(first)
}

fn stop<'a>(place: &Name, rest: &'a str) -> Stop<'a> {
    // 顺德市 is a district by now, and old cards and names go on calling it a city.
    let may_be_former = place.is_bare && place.level != Level::Province;
    let former = former_suffix(rest).filter(|_| may_be_former);
    Stop {
        code: place.code,
        home: TABLE.home(place.code),
        is_bare: place.is_bare && former.is_none(),
        rest: former.unwrap_or(rest),
    }
}

fn former_suffix(rest: &str) -> Option<&str> {
    let suffix = rest.chars().next().filter(|c| matches!(c, '市' | '县' | '区'))?;
    let after = &rest[suffix.len_utf8()..];
    let is_word = WORDS.split(' ').any(|word| rest.starts_with(word));
    (!is_word).then_some(after)
}

fn is_word(name: &str, rest: &str) -> bool {
    let (Some(last), Some(next)) = (name.chars().next_back(), rest.chars().next()) else {
        return false;
    };
    let is_pair = |word: &str| word.starts_with(last) && word.ends_with(next);
    WORDS.split(' ').any(is_pair)
}

#[cfg(test)]
mod tests {
    use super::walk;

    #[test]
    fn each_place_lies_in_the_one_before() {
        for (text, codes, rest) in [
            ("广东省东莞市长安镇", &[440000, 441900][..], "长安镇"),
            ("深圳市南山区华晟", &[440300, 440305], "华晟"),
            ("广东苏州", &[440000], "苏州"),
            ("吉林吉林市", &[220000, 220200], ""),
            ("中国上海浦东", &[310000, 310115], ""),
            ("佛山顺德市华晟", &[440600, 440606], "华晟"),
        ] {
            let stops = walk(text, |_| true);
            assert_eq!(stops.iter().map(|stop| stop.code).collect::<Vec<_>>(), codes, "{text}");
            assert_eq!(stops.last().map(|stop| stop.rest), Some(rest), "{text}");
        }
    }

    #[test]
    fn a_suffix_that_begins_a_word_is_none() {
        for (text, rest) in [
            ("上海市政工程", "市政工程"),
            ("上海市市政工程", "市政工程"),
            ("东莞市场营销", "市场营销"),
            ("顺德区块链", "区块链"),
        ] {
            assert_eq!(walk(text, |_| true).last().map(|stop| stop.rest), Some(rest), "{text}");
        }
    }
}
