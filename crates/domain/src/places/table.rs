//! The checked-in table, read once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::DivisionCode;
use crate::identity::normal::fold;

const TEXT: &str = include_str!("../../data/divisions.tsv");

/// Names that people use and no suffix rule makes.
/// 雄安 lies in Baoding and is no row.
const ALIASES: [(&str, u32); 2] = [("内蒙", 150000), ("雄安", 130600)];

pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(TEXT));

pub(super) struct Table {
    rows: BTreeMap<u32, Row>,
    /// By folded name, full, short and with a shortened suffix.
    names: BTreeMap<String, Vec<Name>>,
    /// In characters.
    pub(super) longest_name: usize,
}

pub(super) struct Row {
    pub(super) code: u32,
    /// A province has none.
    pub(super) parent: Option<u32>,
    pub(super) full: &'static str,
    pub(super) short: &'static str,
}

/// One row under one of its names.
pub(super) struct Name {
    pub(super) code: u32,
    pub(super) level: Level,
    /// Without 省, 市, 区 … although the row's full name has it.
    pub(super) is_bare: bool,
}

/// Where two rows share a name the earlier level is meant: 西安 is the prefecture, not a district
/// in Liaoyuan; 吉林 and 海南 are the provinces (吉林市 and 海南州 name the prefectures).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Province,
    Prefecture,
    /// A county, or a county directly under a province.
    County,
}

impl Table {
    fn read(text: &'static str) -> Self {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let rows: BTreeMap<u32, Row> = lines
            .map(|line| Row::read(line).expect("the table is checked in and a test reads it"))
            .map(|row| (row.code, row))
            .collect();
        let mut names = BTreeMap::<String, Vec<Name>>::new();
        for row in rows.values() {
            for (name, is_bare) in row.names() {
                let named = Name { code: row.code, level: row.level(), is_bare };
                names.entry(name).or_default().push(named);
            }
        }
        let longest_name = names.keys().map(|name| name.chars().count()).max().unwrap_or(0);
        Self { rows, names, longest_name }
    }

    /// The codes of all rows, in order.
    pub(super) fn codes(&self) -> impl Iterator<Item = u32> {
        self.rows.keys().copied()
    }

    /// The codes of rows of which a folded name begins with a text.
    pub(super) fn codes_beginning<'a>(&'a self, begun: &'a str) -> impl Iterator<Item = u32> + 'a {
        let from = self.names.range(begun.to_owned()..);
        let matching = from.take_while(move |(name, _)| name.starts_with(begun));
        matching.flat_map(|(_, rows)| rows.iter().map(|row| row.code))
    }

    pub(super) fn row(&self, code: u32) -> Option<&Row> {
        self.rows.get(&code)
    }

    pub(super) fn named(&self, name: &str) -> &[Name] {
        self.names.get(name).map_or(&[], Vec::as_slice)
    }

    /// The division that a row is, or that its county lies in.
    pub(super) fn home(&self, code: u32) -> DivisionCode {
        let parent = || self.row(code).and_then(|row| row.parent);
        DivisionCode::new(code)
            .or_else(|| DivisionCode::new(parent()?))
            .expect("a county's parent is a division: a test looks at every row")
    }

    /// Whether the row lies in the other, at whatever depth, and is not the other itself.
    pub(super) fn lies_in(&self, code: u32, other: u32) -> bool {
        let mut parent = self.row(code).and_then(|row| row.parent);
        while let Some(code) = parent {
            if code == other {
                return true;
            }
            parent = self.row(code).and_then(|row| row.parent);
        }
        false
    }
}

impl Row {
    fn read(line: &'static str) -> Option<Self> {
        let mut cells = line.split('\t');
        let code = cells.next()?.parse().ok()?;
        let parent = cells.next()?;
        let parent = if parent.is_empty() { None } else { Some(parent.parse().ok()?) };
        Some(Self { code, parent, full: cells.next()?, short: cells.next()? })
    }

    /// Provinces, prefectures and what lies directly under a province (middle pair 90).
    pub(super) fn is_division(&self) -> bool {
        self.parent.is_none() || self.code.is_multiple_of(100) || self.code / 100 % 100 == 90
    }

    fn level(&self) -> Level {
        match self.parent {
            None => Level::Province,
            Some(_) if self.code.is_multiple_of(100) => Level::Prefecture,
            Some(_) => Level::County,
        }
    }

    /// Each name, and whether it is bare. A long suffix may be shortened: 恩施土家族苗族自治州 is
    /// also 恩施自治州 and 恩施州.
    fn names(&self) -> BTreeMap<String, bool> {
        let (full, short) = (fold(self.full), fold(self.short));
        let mut names = BTreeMap::new();
        if let Some(last) = full.chars().last().filter(|_| full != short) {
            names.insert(format!("{short}{last}"), false);
            if full.contains("自治") {
                names.insert(format!("{short}自治{last}"), false);
            }
            names.insert(short, true);
        }
        names.insert(full, false);
        let aliases = ALIASES.iter().filter(|alias| alias.1 == self.code);
        names.extend(aliases.map(|alias| (alias.0.to_owned(), true)));
        names
    }
}

#[cfg(test)]
mod tests {
    use super::{Level, TABLE, TEXT};
    use crate::places::DivisionCode;

    #[test]
    fn every_line_is_a_row_and_every_row_has_a_home() {
        let lines = TEXT.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(TABLE.rows.len(), lines);
        for row in TABLE.rows.values() {
            assert!((110_000..=829_999).contains(&row.code), "{}", row.code);
            assert!(!row.full.is_empty() && row.full.starts_with(row.short), "{}", row.full);
            let province = row.code / 10_000 * 10_000;
            assert_eq!(TABLE.home(row.code).province().get(), province, "{}", row.full);
        }
    }

    #[test]
    fn the_country_is_whole() {
        let count = |level| TABLE.rows.values().filter(|row| row.level() == level).count();
        assert_eq!(count(Level::Province), 34);
        assert_eq!(count(Level::Prefecture), 333);
        let direct = |row: &&super::Row| DivisionCode::new(row.code).is_some();
        let divisions = TABLE.rows.values().filter(direct).count();
        assert_eq!(divisions, 34 + 333 + 32, "with the counties directly under a province");
    }
}
