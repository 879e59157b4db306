//! The legal form of a company, which is not its name.

/// Longest first where one ends in another.
const CHINESE: &str = "有限责任公司 股份有限公司 有限公司 股份公司 总公司 公司 特殊普通合伙 普通合伙 \
    有限合伙 个人独资 个体工商户 株式会社 有限会社";
/// These stay: a branch is not its company.
const PARTS: [&str; 2] = ["分公司", "子公司"];

const FOREIGN: &str = "ltd limited coltd co company inc incorporated corp corporation llc llp lp plc pte \
    pty pvt private sdn bhd gmbh mbh ag kg sa sas sarl srl spa bv nv ab oy aps kk";

/// A simplified name without `Co., Ltd.`, `GmbH & Co. KG` and the like at its end.
///
/// A form that is the whole text stays, or AB Co would lose its name.
pub(super) fn without_foreign_form(name: &str) -> &str {
    let mut name = name;
    while let Some(shorter) = without_last_word(name) {
        name = shorter;
    }
    name
}

fn without_last_word(name: &str) -> Option<&str> {
    let name = name.trim_end_matches(|c: char| !c.is_alphanumeric());
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '.';
    let start = name.trim_end_matches(is_part).len();
    let (before, word) = name.split_at(start);
    let (before, word) = if is_form(word) {
        (before, word)
    } else {
        // Acme.Inc
        let last = word.rfind('.').map_or(start, |dot| start + dot + 1);
        (&name[..last], &name[last..])
    };
    (is_form(word) && before.contains(char::is_alphanumeric)).then_some(before)
}

fn is_form(word: &str) -> bool {
    let letters = word.replace('.', "");
    FOREIGN.split(' ').any(|form| form == letters)
}

/// A folded name without 有限公司, 集团有限公司, 株式会社 … Empty when it was nothing else.
pub(super) fn without_chinese_form(name: &str) -> &str {
    if PARTS.iter().any(|part| name.ends_with(part)) {
        return name;
    }
    let name = name.strip_prefix("株式会社").unwrap_or(name);
    let name = CHINESE.split(' ').find_map(|form| name.strip_suffix(form)).unwrap_or(name);
    let group = name.strip_suffix("集团");
    group.filter(|rest| rest.chars().count() != 1).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::{without_chinese_form, without_foreign_form};

    #[test]
    fn a_foreign_form_is_taken_off_word_by_word() {
        for (name, expected) in [
            ("acme co., ltd.", "acme"),
            ("acme co.,ltd", "acme"),
            ("acme co.ltd", "acme"),
            ("acme.inc", "acme"),
            ("acme gmbh & co. kg", "acme"),
            ("acme company limited", "acme"),
            ("acme pte. ltd.", "acme"),
            ("acme s.a.", "acme"),
            ("华晟电子co., ltd", "华晟电子"),
            ("ab co", "ab"),
            ("ltd", "ltd"),
            ("swag", "swag"),
            ("costco", "costco"),
            ("amazon.com", "amazon.com"),
            ("", ""),
        ] {
            let found = without_foreign_form(name);
            let found = found.trim_end_matches(|c: char| !c.is_alphanumeric());
            assert_eq!(found, expected, "{name}");
        }
    }

    #[test]
    fn a_chinese_form_is_taken_off() {
        for (name, expected) in [
            ("华晟有限公司", "华晟"),
            ("华晟有限责任公司", "华晟"),
            ("华晟股份有限公司", "华晟"),
            ("华晟集团有限公司", "华晟"),
            ("华晟集团", "华晟"),
            ("华晟公司", "华晟"),
            ("株式会社华晟", "华晟"),
            ("华晟株式会社", "华晟"),
            ("某集团", "某集团"),
            ("有限公司", ""),
            ("华晟有限公司东莞分公司", "华晟有限公司东莞分公司"),
            ("", ""),
        ] {
            assert_eq!(without_chinese_form(name), expected, "{name}");
        }
    }
}
