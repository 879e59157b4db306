use super::table::TABLE;

/// A province (`440000`) or a division of prefecture level (`441900`) that is in the table (OWN-01).
///
/// A municipality, Hong Kong and Macau are a province and a prefecture in one and have one code; a
/// county directly under a province (仙桃, `429004`) is a division of its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DivisionCode(u32);

impl DivisionCode {
    /// The division with this six-digit code; `None` when the table has none, or only a county
    /// within a prefecture.
    pub fn new(code: u32) -> Option<Self> {
        TABLE.row(code).filter(|row| row.is_division()).map(|row| Self(row.code))
    }

    /// The six-digit code.
    pub fn get(self) -> u32 {
        self.0
    }

    /// The province it lies in; a province lies in itself.
    pub fn province(self) -> Self {
        Self(self.0 / 10_000 * 10_000)
    }

    /// Whether it is a province, a municipality among them.
    pub fn is_province(self) -> bool {
        self == self.province()
    }

    /// Whether it is fine enough to be the "prefecture of site" that DUP-02 compares: true of
    /// municipalities, Hong Kong and Macau, not of Taiwan, for which the standard has no parts.
    pub fn is_prefecture(self) -> bool {
        !self.is_province() || matches!(self.0 / 10_000, 11 | 12 | 31 | 50 | 81 | 82)
    }

    /// The short name, without 省 or 市: 广东, 东莞, 恩施.
    pub fn name(self) -> &'static str {
        TABLE
            .row(self.0)
            .expect("a code is made from a row, and every row's province has one")
            .short
    }

    /// Whether `other` lies in it: a province contains its prefectures, a division contains itself.
    pub fn contains(self, other: Self) -> bool {
        self == other || self == other.province()
    }
}

#[cfg(test)]
mod tests {
    use super::DivisionCode;

    fn code(code: u32) -> DivisionCode {
        DivisionCode::new(code).unwrap_or_else(|| panic!("{code} is a division"))
    }

    #[test]
    fn only_divisions_of_the_table_have_a_code() {
        for good in [110000, 440000, 441900, 429004, 419001, 659001, 710000, 810000, 820000] {
            assert_eq!(code(good).get(), good);
        }
        for bad in [0, 44, 440305, 110101, 110100, 429000, 710001, 999999, u32::MAX] {
            assert_eq!(DivisionCode::new(bad), None, "{bad}");
        }
    }

    #[test]
    fn province_and_prefecture_are_told_apart() {
        for (number, name, province, is_province, is_prefecture) in [
            (440000, "广东", 440000, true, false),
            (441900, "东莞", 440000, false, true),
            (310000, "上海", 310000, true, true),
            (429004, "仙桃", 420000, false, true),
            (422800, "恩施", 420000, false, true),
            (710000, "台湾", 710000, true, false),
            (810000, "香港", 810000, true, true),
        ] {
            let code = code(number);
            assert_eq!(code.name(), name);
            assert_eq!(code.province().get(), province, "{name}");
            assert_eq!(code.is_province(), is_province, "{name}");
            assert_eq!(code.is_prefecture(), is_prefecture, "{name}");
        }
    }

    #[test]
    fn a_province_contains_its_prefectures_and_a_division_itself() {
        let (guangdong, dongguan, hubei) = (code(440000), code(441900), code(420000));
        assert!(guangdong.contains(dongguan) && guangdong.contains(guangdong));
        assert!(dongguan.contains(dongguan) && hubei.contains(code(429004)));
        assert!(!dongguan.contains(guangdong) && !hubei.contains(dongguan));
    }
}
