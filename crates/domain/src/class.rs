//! Fair class by expected annual usage (CLS-01).

use crate::parameter::Parameters;

/// 「50萬以上,用量穩定」 and so on. Lower-case: the expected usage of a prospect, not purchases (CLS-02).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Class {
    /// 「行業大用戶,用量無法估量」.
    Special,
    /// At least `class.a` and stable.
    A,
    /// At least `class.b` and stable.
    B,
    /// At least `class.c`.
    C,
    /// Less.
    D,
    /// Usage unknown.
    Unclassified,
}

impl Class {
    /// Every class, the one that is worth most first.
    pub const ALL: [Self; 6] =
        [Self::Special, Self::A, Self::B, Self::C, Self::D, Self::Unclassified];

    /// Reads [`Class::name`].
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.name() == name)
    }

    /// The name in files, scenarios and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Special => "special",
            Self::A => "a",
            Self::B => "b",
            Self::C => "c",
            Self::D => "d",
            Self::Unclassified => "unclassified",
        }
    }
}

/// What is known of a customer's usage. Hundredths of 万元 RMB a year, so that 9.99 is not 10.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Usage {
    /// Hundredths of 万元 a year.
    pub hundredths: Option<i64>,
    /// Whether it is stable.
    pub stable: bool,
    /// A large user of the trade that cannot be estimated.
    pub special: bool,
}

/// The class of a usage. 「以上」 includes the number.
pub fn class(usage: Usage, parameters: &Parameters) -> Class {
    let at_least = |limit: i64| usage.hundredths.is_some_and(|u| u >= limit.saturating_mul(100));
    match usage.hundredths {
        _ if usage.special => Class::Special,
        None => Class::Unclassified,
        Some(_) if at_least(parameters.class_a) && usage.stable => Class::A,
        Some(_) if at_least(parameters.class_b) && usage.stable => Class::B,
        Some(_) if at_least(parameters.class_c) => Class::C,
        Some(_) => Class::D,
    }
}

/// Whether the source has no class for a usage: enough for class b, and not stable. It is read as class c, which
/// asks for no stability (CLS-01); a person sees that it was read.
pub fn is_silent(usage: Usage, parameters: &Parameters) -> bool {
    let enough = |u: i64| u >= parameters.class_b.saturating_mul(100);
    !usage.special && !usage.stable && usage.hundredths.is_some_and(enough)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_boundary_table_of_the_rulebook() {
        let check = |hundredths: i64, stable: bool, expected: Class| {
            let usage = Usage { hundredths: Some(hundredths), stable, special: false };
            assert_eq!(class(usage, &Parameters::default()), expected, "{hundredths} {stable}");
        };
        check(5_000, true, Class::A);
        check(4_999, true, Class::B);
        check(5_100, true, Class::A);
        check(6_000, false, Class::C);
        check(3_000, true, Class::B);
        check(2_999, true, Class::C);
        check(3_000, false, Class::C);
        check(1_000, false, Class::C);
        check(1_000, true, Class::C);
        check(999, true, Class::D);
        check(0, false, Class::D);
        check(-1, false, Class::D);
    }

    #[test]
    fn the_source_is_silent_about_much_that_is_not_stable() {
        let check = |hundredths: Option<i64>, stable, special, expected| {
            let usage = Usage { hundredths, stable, special };
            let parameters = Parameters::default();
            assert_eq!(is_silent(usage, &parameters), expected, "{hundredths:?} {stable}");
            assert!(!expected || class(usage, &parameters) == Class::C);
        };
        check(Some(2_999), false, false, false);
        check(Some(3_000), false, false, true);
        check(Some(6_000), false, false, true);
        check(Some(6_000), true, false, false);
        check(Some(6_000), false, true, false);
        check(None, false, false, false);
    }

    #[test]
    fn unknown_usage_is_unclassified_unless_special() {
        let usage = Usage { hundredths: None, stable: true, special: false };
        assert_eq!(class(usage, &Parameters::default()), Class::Unclassified);
        assert_eq!(class(Usage { special: true, ..usage }, &Parameters::default()), Class::Special);
    }
}
