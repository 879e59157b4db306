//! Counts what was read right.

use std::collections::BTreeMap;

use cardreader::{Fields, Line};

use crate::Card;

/// What was read right, of how much.
#[derive(Clone, Default, Debug)]
pub struct Tally {
    /// Characters that are on the cards, and how many of them are wrong or missing.
    pub characters: (usize, usize),
    /// For each field, on how many cards it is, and on how many of those it was read right.
    pub fields: BTreeMap<&'static str, (usize, usize)>,
    /// What is wrong, in words.
    pub wrong: Vec<String>,
}

impl Tally {
    /// Adds one card.
    pub fn count(&mut self, card: &Card, lines: &[Line], read: &Fields) {
        let read_lines: Vec<Vec<char>> = lines.iter().map(|line| signs(&line.text)).collect();
        for line in &card.lines {
            let line = signs(line);
            let best = read_lines.iter().map(|read| within(&line, read)).min();
            self.characters.0 += line.len();
            self.characters.1 += best.unwrap_or(line.len()).min(line.len());
        }
        let person = &card.person;
        let mut check = |field: &'static str, wanted: &str, found: &str| {
            if wanted.is_empty() {
                return;
            }
            let (on, right) = self.fields.entry(field).or_default();
            *on += 1;
            if signs(wanted) == signs(found) {
                *right += 1;
            } else {
                self.wrong
                    .push(format!("{field}: {wanted:?} was read as {found:?} ({})", card.taken));
            }
        };
        let digits = |text: &str| text.chars().filter(|c| c.is_ascii_digit()).collect::<String>();
        let all =
            |list: &[String]| list.iter().map(|text| digits(text)).collect::<Vec<_>>().join(" ");
        check("company", &person.company, &read.company);
        check("person", &person.name, &read.person);
        check("title", &person.title, &read.title);
        check("mobiles", &digits(&person.mobile), &all(&read.mobiles));
        check("phones", &digits(&person.phone), &all(&read.phones));
        check("emails", &person.email, &read.emails.join(" "));
        check("address", &person.address, &read.address);
        check("wechat", &person.wechat, &read.wechat);
        check("website", &person.website, &read.website);
    }

    /// Characters that were read right, of ten thousand.
    pub fn characters_right(&self) -> usize {
        let (all, wrong) = self.characters;
        (all - wrong) * 10_000 / all.max(1)
    }

    /// Fields that were read right, of ten thousand.
    pub fn fields_right(&self) -> usize {
        let sum =
            |part: fn(&(usize, usize)) -> usize| self.fields.values().map(part).sum::<usize>();
        sum(|field| field.1) * 10_000 / sum(|field| field.0).max(1)
    }
}

/// Without spaces, and wide signs as plain ones.
fn signs(text: &str) -> Vec<char> {
    let plain = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(plain).collect()
}

/// How many characters differ between a line and the part of what was read that is most like it.
fn within(line: &[char], read: &[char]) -> usize {
    let mut costs = vec![0; read.len() + 1];
    for (row, wanted) in line.iter().enumerate() {
        let mut corner = costs[0];
        costs[0] = row + 1;
        for (at, found) in read.iter().enumerate() {
            let changed = corner + usize::from(wanted != found);
            corner = costs[at + 1];
            costs[at + 1] = changed.min(costs[at] + 1).min(corner + 1);
        }
    }
    costs.into_iter().min().unwrap_or(line.len())
}
