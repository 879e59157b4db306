//! How many of each: what charts show.

use std::collections::BTreeMap;

use domain::time::Instant;

use super::held::Held;
use super::part::{name, text, word};
use crate::view::{ReportBar, ReportCell, ReportPart};
use crate::workspace::Workspace;

const CLASSES: [&str; 6] = ["special", "a", "b", "c", "d", "unclassified"];
const SOURCES: [&str; 4] = ["business_card", "self_filled", "conversation", "other"];

/// By who signed, the most first.
pub(super) fn by_person(workspace: &Workspace, cards: &[Held]) -> ReportPart {
    let mut counted: Vec<(&str, u32)> = tally(cards, |held| held.row.signer.as_str());
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let bars = counted.into_iter().map(|(person, count)| bar(name(workspace, person), count));
    chart("byPerson", bars.collect())
}

/// By the hour of signing, from the first to the last; an hour without a card is shown empty.
pub(super) fn by_hour(workspace: &Workspace, cards: &[Held]) -> ReportPart {
    let zone = &workspace.book().company.zone;
    let hour = |held: &Held| {
        let clock = zone.wall_clock(Instant(held.row.signed_ms));
        clock.get(11..13).and_then(|hour| hour.parse::<u8>().ok()).unwrap_or(0)
    };
    let counted: BTreeMap<u8, u32> = tally(cards, hour).into_iter().collect();
    let (Some((first, _)), Some((last, _))) = (counted.first_key_value(), counted.last_key_value())
    else {
        return chart("byHour", Vec::new());
    };
    let bars = (*first..=*last)
        .map(|hour| bar(text(format!("{hour:02}:00")), counted.get(&hour).copied().unwrap_or(0)));
    chart("byHour", bars.collect())
}

/// By source (FAIR-06), in the rulebook's order.
pub(super) fn by_source(cards: &[Held]) -> ReportPart {
    let counted: BTreeMap<&str, u32> =
        tally(cards, |held| held.row.source.as_str()).into_iter().collect();
    chart("bySource", in_order("source", &SOURCES, &counted))
}

/// By class (CLS-01), the best first. The part's name says what is counted.
pub(super) fn by_class<'a>(part: &str, classes: impl Iterator<Item = &'a str>) -> ReportPart {
    let mut counted: BTreeMap<&str, u32> = BTreeMap::new();
    for class in classes {
        *counted.entry(class).or_default() += 1;
    }
    chart(part, in_order("class", &CLASSES, &counted))
}

/// How many of each name, the names in their own order.
pub(super) fn chart(part: &str, bars: Vec<ReportBar>) -> ReportPart {
    ReportPart { name: part.to_owned(), bars, ..ReportPart::default() }
}

pub(super) fn bar(cell: ReportCell, count: u32) -> ReportBar {
    ReportBar { cell, count, of: None }
}

/// So many of so many: charts of different things, each as long as its share.
pub(super) fn share(cell: ReportCell, count: u32, of: u32) -> ReportBar {
    ReportBar { cell, count, of: Some(of) }
}

fn in_order(family: &str, order: &[&str], counted: &BTreeMap<&str, u32>) -> Vec<ReportBar> {
    let some = order.iter().filter_map(|name| Some((*name, *counted.get(name)?)));
    some.map(|(name, count)| bar(word(family, name), count)).collect()
}

fn tally<'a, K: Ord>(cards: &'a [Held], key: impl Fn(&'a Held) -> K) -> Vec<(K, u32)> {
    let mut counted: BTreeMap<K, u32> = BTreeMap::new();
    for held in cards {
        *counted.entry(key(held)).or_default() += 1;
    }
    counted.into_iter().collect()
}
