//! Places in the names of companies.
//!
//! A name is not an address, and many brands are also counties: 东方, 凤凰, 方正, 光明. In a name a
//! province or prefecture counts with or without its suffix and so does a county-level city (昆山华晟
//! and 昆山市华晟 are one name), except for those that are everyday words; a county or a district
//! counts with its suffix only, and an abbreviation never (京东, 粤海). What is missed stays part of
//! the name, where it costs a proposal of a duplicate (DUP-02) and no wrong one.

use super::DivisionCode;
use super::table::TABLE;
use super::walk::{Stop, walk};

/// In characters; less is no name of its own: 东莞市华 stays whole.
const REST_CHARS_MIN: usize = 2;

/// Everyday words and well-known brands that would be places without their suffix.
const WORDS: &str = "阿里 安康 来宾 东方 文昌 万宁 双河 新星 白杨 新乐 新民 安国 孝义 灯塔 龙井 安达 海伦 \
    海林 宁安 北安 龙泉 江山 永安 明光 瑞金 德兴 华亭 阳春 同仁 合作 敦煌 无为 宁国 同江";

/// The place at the start of a folded name and the rest, of at least two characters (DUP-02):
/// 东莞市华晟电子 is (441900, 华晟电子), 深圳市南山区华晟 is (440300, 华晟).
///
/// 上海滩餐饮 is read as 上海 + 滩餐饮. That is harmless: every card of that company is read the same
/// way, and place and rest are compared together.
pub fn leading_place(name: &str) -> Option<(DivisionCode, &str)> {
    let stops = walk(name, is_meant_as_place);
    let stop = stops.iter().rfind(|stop| stop.rest.chars().count() >= REST_CHARS_MIN)?;
    Some((stop.home, stop.rest))
}

/// The place that a folded text is and nothing besides, as in 华为技术(深圳) (DUP-02).
pub fn whole(text: &str) -> Option<DivisionCode> {
    let stops = walk(text, |_| true);
    stops.last().filter(|stop| stop.rest.is_empty()).map(|stop| stop.home)
}

fn is_meant_as_place(stop: &Stop) -> bool {
    let row = TABLE.row(stop.code).expect("a stop is a row");
    let is_division_by_rank = row.code.is_multiple_of(100);
    let may_be_bare = is_division_by_rank || row.full.ends_with('市');
    !stop.is_bare || (may_be_bare && !WORDS.split(' ').any(|word| word == row.short))
}

#[cfg(test)]
mod tests {
    use super::{DivisionCode, leading_place, whole};

    #[test]
    fn a_name_is_parted_into_place_and_rest() {
        for (name, code, rest) in [
            ("东莞市华晟电子", 441900, "华晟电子"),
            ("东莞华晟电子", 441900, "华晟电子"),
            ("广东省东莞市华晟", 441900, "华晟"),
            ("广东东莞华晟", 441900, "华晟"),
            ("中国深圳华晟", 440300, "华晟"),
            ("深圳市南山区华晟", 440300, "华晟"),
            ("深圳南山华晟", 440300, "南山华晟"),
            ("昆山华晟", 320500, "华晟"),
            ("昆山市华晟", 320500, "华晟"),
            ("嘉善县华晟", 330400, "华晟"),
            ("恩施州华晟", 422800, "华晟"),
            ("吉林市华晟", 220200, "华晟"),
            ("海南航空", 460000, "航空"),
            ("上海滩餐饮", 310000, "滩餐饮"),
            ("上海市政工程", 310000, "市政工程"),
            ("东莞市场营销", 441900, "市场营销"),
            ("上海电气", 310000, "电气"),
            ("安康市华晟", 610900, "华晟"),
        ] {
            let found = leading_place(name).map(|(place, rest)| (place.get(), rest));
            assert_eq!(found, Some((code, rest)), "{name}");
        }
    }

    #[test]
    fn a_brand_is_not_a_place() {
        for name in [
            "东方电气",
            "阿里巴巴",
            "京东方",
            "粤海集团",
            "凤凰科技",
            "光明乳业",
            "长安汽车",
            "福田汽车",
            "同仁堂药业",
            "新华印刷",
            "方正科技",
            "海尔电器",
            "朝阳电子",
            "huasheng",
            "",
            "东莞",
            "东莞市",
            "东莞市华",
        ] {
            assert_eq!(leading_place(name), None, "{name}");
        }
    }

    #[test]
    fn brackets_hold_a_place_only_when_they_hold_nothing_else() {
        for (text, code) in [
            ("深圳", 440300),
            ("深圳市", 440300),
            ("广东东莞", 441900),
            ("南山区", 0),
            ("深圳南山", 440300),
            ("深圳总部", 0),
            ("中国", 0),
            ("集团", 0),
            ("", 0),
            ("粤", 0),
        ] {
            let found = whole(text).map_or(0, DivisionCode::get);
            assert_eq!(found, code, "{text}");
        }
    }
}
