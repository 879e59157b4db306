use super::brackets::without_places;
use super::fold::{fold, simplify};
use super::legal::{without_chinese_form, without_foreign_form};
use crate::places::{DivisionCode, leading_place};

/// In characters; a longer text is not a name.
const NAME_CHARS_MAX: usize = 200;

/// What people write who do not know the company, folded.
const UNKNOWN: &str = "无 无公司 没有 暂无 未知 未填 不详 不知道 不明 待定 待补 待填 保密 个人 散客 其他 \
    同上 个体户 公司 客户 unknown none na null nil tbd test private personal x xx xxx xxxx co \
    coltd ltd limited inc";

/// The name of a company as it is compared (DUP-02): two cards name the same company when both
/// fields are equal.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CompanyName {
    /// Folded, without legal form and place.
    pub base: String,
    /// The place in front or in brackets.
    pub place: Option<DivisionCode>,
}

/// A company's name, made comparable (DUP-02): 东莞华晟电子有限公司 and 華晟電子（東莞市）Co., Ltd. are
/// equal.
///
/// `None` when the text is blank, longer than a name, says that the name is unknown, or is nothing
/// but legal form and place. A name that is a place and nothing else (东莞有限公司) keeps it as base.
pub fn company_name(name: &str) -> Option<CompanyName> {
    if name.chars().nth(NAME_CHARS_MAX).is_some() {
        return None;
    }
    let (text, bracketed) = without_places(&simplify(name));
    let text = fold(without_foreign_form(&text));
    let leading = without_chinese_form(&text);
    let front = match leading_place(leading) {
        Some((place, rest)) => CompanyName { base: rest.to_owned(), place: Some(place) },
        None => CompanyName { base: leading.to_owned(), place: None },
    };
    let is_known = !front.base.is_empty() && !UNKNOWN.split(' ').any(|word| word == front.base);
    is_known.then(|| bracketed.into_iter().fold(front, with_bracketed))
}

/// The finer place counts. Two that contradict each other leave the second in the name: 上海华为(深圳)
/// is neither 上海华为 nor 深圳华为.
fn with_bracketed(name: CompanyName, place: DivisionCode) -> CompanyName {
    match name.place {
        Some(front) if front.contains(place) => CompanyName { place: Some(place), ..name },
        Some(front) if place.contains(front) => name,
        Some(_) => CompanyName { base: name.base + place.name(), ..name },
        None => CompanyName { place: Some(place), ..name },
    }
}

#[cfg(test)]
mod tests {
    use super::{DivisionCode, company_name};

    fn check(name: &str, base: &str, place: u32) {
        let found = company_name(name).unwrap_or_else(|| panic!("{name} is a name"));
        assert_eq!(found.base, base, "{name}");
        assert_eq!(found.place.map_or(0, DivisionCode::get), place, "{name}");
    }

    #[test]
    fn one_company_has_one_name_however_it_is_written() {
        for name in [
            "东莞华晟电子有限公司",
            "东莞市华晟电子有限公司",
            "广东省东莞市华晟电子有限公司",
            "广东东莞华晟电子有限责任公司",
            "東莞市華晟電子有限公司",
            "東莞華晟電子股份有限公司",
            "华晟电子（东莞）有限公司",
            "华晟电子有限公司（东莞）",
            "(东莞)华晟电子",
            "【东莞市】华晟电子集团有限公司",
            "华晟电子(广东东莞)",
            "广东华晟电子(东莞)有限公司",
            "东莞 华晟 电子 有限公司",
            "东莞华晟电子Co., Ltd.",
            "东莞华晟电子（集团）有限公司",
            " 东莞\u{200b}市华晟电子有限公司\u{202e}",
        ] {
            check(name, "华晟电子", 441900);
        }
    }

    #[test]
    fn a_name_without_a_place_has_none() {
        check("华晟电子有限公司", "华晟电子", 0);
        check("海风集团", "海风", 0);
        check("Huasheng Electronics Co., Ltd.", "huashengelectronics", 0);
        check("SIEMENS AG", "siemens", 0);
        check("ＳＩＥＭＥＮＳ　ＡＧ", "siemens", 0);
        check("西门子（中国）有限公司", "西门子中国", 0);
        check("东方电气股份有限公司", "东方电气", 0);
        check("360", "360", 0);
    }

    #[test]
    fn a_place_that_is_all_there_is_stays_the_name() {
        check("东莞有限公司", "东莞", 0);
        check("东莞市华有限公司", "东莞市华", 0);
        check("(东莞)深圳有限公司", "深圳", 441900);
    }

    #[test]
    fn two_places_that_contradict_each_other_are_both_kept() {
        check("上海华为（深圳）有限公司", "华为深圳", 310000);
        check("上海华为（深圳市）有限公司", "华为深圳", 310000);
        check("华晟(东莞)(深圳)", "华晟深圳", 441900);
    }

    #[test]
    fn brackets_that_do_not_match_do_no_harm() {
        check("华晟(东莞", "华晟", 441900);
        check("华晟)东莞(", "华晟东莞", 0);
        check("((东莞))华晟", "华晟", 441900);
        check("华晟(深圳总部)", "华晟深圳总部", 0);
    }

    #[test]
    fn a_branch_is_not_its_company() {
        check("深圳华晟有限公司东莞分公司", "华晟有限公司东莞分公司", 440300);
    }

    #[test]
    fn what_names_no_company_is_none() {
        for name in [
            "",
            "   ",
            "-",
            "?",
            "无",
            "未知",
            "不详",
            "N/A",
            "Unknown",
            "个人",
            "有限公司",
            "(东莞)",
            "(东莞)有限公司",
            "未知有限公司",
            "Co., Ltd.",
            "🏭",
            "\u{0}",
            "\u{202e}\u{200f}",
            "xxx",
        ] {
            assert_eq!(company_name(name), None, "{name:?}");
        }
        for text in ["华", "(", "东莞", "co ", "(东莞)", "🏭", "\u{301}"] {
            assert_eq!(company_name(&text.repeat(10_000)), None, "{text:?}");
        }
    }
}
