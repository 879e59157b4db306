/// The provinces' abbreviations with the first two digits of the code; a second one where both are in
/// use (川 and 蜀).
const ABBREVIATIONS: &str = "京11 津12 冀13 晋14 蒙15 辽21 吉22 黑23 沪31 申31 苏32 浙33 皖34 闽35 赣36 鲁37 豫41 鄂42 \
    湘43 粤44 桂45 琼46 渝50 川51 蜀51 贵52 黔52 云53 滇53 藏54 陕61 秦61 甘62 陇62 青63 宁64 \
    新65 台71 港81 澳82";

/// The province that the first character abbreviates, and what follows.
pub(super) fn at_start(text: &str) -> Option<(u32, &str)> {
    let first = text.chars().next()?;
    let mut entries = ABBREVIATIONS.split(' ');
    let digits = entries.find_map(|entry| entry.strip_prefix(first))?;
    let province: u32 = digits.parse().expect("two digits follow each abbreviation");
    Some((province * 10_000, &text[first.len_utf8()..]))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{ABBREVIATIONS, at_start};
    use crate::places::DivisionCode;

    #[test]
    fn every_province_has_an_abbreviation() {
        let entries: Vec<_> = ABBREVIATIONS.split(' ').filter_map(at_start).collect();
        assert_eq!(entries.len(), 40);
        let provinces: BTreeSet<u32> = entries.iter().map(|entry| entry.0).collect();
        assert_eq!(provinces.len(), 34);
        assert!(provinces.iter().all(|code| DivisionCode::new(*code).is_some()));
    }
}
