//! The book as it would be. Pure.

use std::collections::BTreeMap;

use domain::company::{Company, TerritoryTable, Timeline};
use domain::parameter::Parameters;
use domain::places::DivisionCode;
use domain::time::Instant;
use domain::{FairId, TerritoryId};
use facts::Book;

use crate::Failure;
use crate::book::check_parameters;
use crate::view::ReplayInput;

/// Another book: from the first day of the fair on, whatever is named would have been otherwise.
///
/// # Errors
/// `book.unknown` for a fair, a place or a territory that is none; `book.bad_value`; `replay.nothing` when
/// nothing would be otherwise.
pub(super) fn otherwise(book: &Book, input: &ReplayInput, as_of: Instant) -> Result<Book, Failure> {
    let unknown = |id: &str| Failure::new("book.unknown").with("id", id);
    if input.parameters.is_empty() && input.regions.is_empty() {
        return Err(Failure::new("replay.nothing"));
    }
    check_parameters(&input.parameters)?;
    let fair = book.company.fair(&FairId::new(&input.fair), as_of);
    let first = fair.and_then(|fair| fair.days.first());
    let first = first.ok_or_else(|| unknown(&input.fair))?;
    let start = book.company.zone.start(*first);
    let moves = input.regions.iter().map(|(code, to)| {
        let place = DivisionCode::new(*code).ok_or_else(|| unknown(&code.to_string()))?;
        let known = |table: &TerritoryTable| table.0.contains_key(&TerritoryId::new(to));
        match to.is_empty() || book.company.territories.all().any(known) {
            true => Ok((place, TerritoryId::new(to))),
            false => Err(unknown(to)),
        }
    });
    let moves: Vec<(DivisionCode, TerritoryId)> = moves.collect::<Result<_, Failure>>()?;
    let company = &book.company;
    let parameters = company.parameters.changed_from(start, |known| {
        let mut changed = known.clone();
        for (name, value) in &input.parameters {
            // They have been checked.
            let _ = changed.set(name, value);
        }
        changed
    });
    let territories = company.territories.changed_from(start, |table| moved(table, &moves));
    let parameters = match company.parameters.latest() {
        Some(_) => parameters,
        // A company that never changed a number goes by the defaults.
        None => always(&input.parameters, start),
    };
    let company = Company { parameters, territories, ..company.clone() };
    let mut other = book.clone();
    other.company = company;
    Ok(other)
}

fn always(set: &BTreeMap<String, String>, start: Instant) -> Timeline<Parameters> {
    let mut changed = Parameters::default();
    for (name, value) in set {
        let _ = changed.set(name, value);
    }
    let mut timeline = Timeline::default();
    timeline.insert(Instant(i64::MIN), 0, Parameters::default());
    timeline.insert(start, 0, changed);
    timeline
}

fn moved(table: &TerritoryTable, moves: &[(DivisionCode, TerritoryId)]) -> TerritoryTable {
    let mut table = table.clone();
    for (place, to) in moves {
        for territory in table.0.values_mut() {
            territory.regions.remove(place);
        }
        if let Some(territory) = table.0.get_mut(to) {
            territory.regions.insert(*place);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use domain::TerritoryId;
    use domain::company::{Territory, TerritoryTable};
    use domain::places::DivisionCode;

    use super::moved;

    #[test]
    fn a_place_is_in_one_territory_only_and_a_province_keeps_what_is_named_apart() {
        let code = |code| DivisionCode::new(code).unwrap();
        let row = |id: &str, regions: &[u32]| {
            let id = TerritoryId::new(id);
            let regions: BTreeSet<_> = regions.iter().map(|region| code(*region)).collect();
            (id.clone(), Territory { id, name: String::new(), regions, head: None })
        };
        let rows = [row("south", &[440000]), row("central", &[430000])];
        let table = TerritoryTable(BTreeMap::from(rows));
        let to = |place: u32, id: &str| vec![(code(place), TerritoryId::new(id))];
        let of = |table: &TerritoryTable, site: u32| {
            table.of(code(site)).map(|territory| territory.id.to_string())
        };
        let hunan = moved(&table, &to(430000, "south"));
        assert_eq!(of(&hunan, 430100).as_deref(), Some("south"));
        let dongguan = moved(&table, &to(441900, "central"));
        assert_eq!(of(&dongguan, 441900).as_deref(), Some("central"));
        assert_eq!(of(&dongguan, 440300).as_deref(), Some("south"));
        assert_eq!(of(&moved(&table, &to(430000, "")), 430100), None);
    }
}
