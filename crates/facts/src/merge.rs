//! Two changes of one table by people who did not know of each other.
//!
//! A table of territories is one record, so that a ruling always sees one whole table. Whoever changes a row
//! means that row, and not the others as they stood on his screen: what somebody else has changed meanwhile
//! stays changed. Where both changed one row, the later one counts.

use std::collections::{BTreeMap, BTreeSet};

use crate::payload::{Territories, Territory};

/// The table as it stands after a change, which its author made on `seen` when `now` was already in force.
pub(crate) fn territories(
    now: &Territories,
    seen: &Territories,
    wanted: &Territories,
) -> Territories {
    let (before, after) = (rows(seen), rows(wanted));
    let mut table: BTreeMap<&str, Territory> =
        rows(now).into_iter().map(|(id, row)| (id, row.clone())).collect();
    let ids: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    let mut taken: BTreeMap<u32, &str> = BTreeMap::new();
    for id in ids {
        let (was, is) = (before.get(id).copied(), after.get(id).copied());
        if was == is {
            continue;
        }
        let Some(is) = is else {
            table.remove(id);
            continue;
        };
        let had = was.map(|row| row.regions.as_slice()).unwrap_or_default();
        taken.extend(is.regions.iter().filter(|place| !had.contains(place)).map(|p| (*p, id)));
        let row = match (table.get(id), was) {
            (Some(stands), Some(was)) => changed(stands, was, is),
            _ => is.clone(),
        };
        table.insert(id, row);
    }
    let mut table: Vec<Territory> = table.into_values().collect();
    for row in &mut table {
        row.regions.retain(|place| taken.get(place).is_none_or(|of| *of == row.id));
    }
    Territories { table, after: wanted.after }
}

/// A row with what its author changed in it, and nothing else.
fn changed(stands: &Territory, was: &Territory, is: &Territory) -> Territory {
    let mut row = stands.clone();
    if is.name != was.name {
        row.name.clone_from(&is.name);
    }
    if is.head != was.head {
        row.head.clone_from(&is.head);
    }
    row.regions.retain(|place| is.regions.contains(place) || !was.regions.contains(place));
    let new = is.regions.iter().filter(|place| !was.regions.contains(place));
    row.regions.extend(new);
    row.regions.sort_unstable();
    row.regions.dedup();
    row
}

fn rows(table: &Territories) -> BTreeMap<&str, &Territory> {
    table.table.iter().map(|row| (row.id.as_str(), row)).collect()
}

#[cfg(test)]
mod tests {
    use super::territories;
    use crate::payload::{Territories, Territory};

    fn table(rows: &[(&str, &[u32])]) -> Territories {
        let row = |(id, regions): &(&str, &[u32])| Territory {
            id: (*id).to_owned(),
            name: (*id).to_owned(),
            regions: regions.to_vec(),
            head: None,
        };
        Territories { table: rows.iter().map(row).collect(), after: None }
    }

    #[test]
    fn a_row_that_the_author_did_not_touch_stays_as_others_have_changed_it() {
        let seen = table(&[("east", &[31]), ("south", &[44])]);
        let now = table(&[("east", &[31, 32]), ("south", &[44])]);
        let wanted = table(&[("east", &[31]), ("south", &[44, 45])]);
        let merged = territories(&now, &seen, &wanted);
        assert_eq!(merged, table(&[("east", &[31, 32]), ("south", &[44, 45])]));
    }

    #[test]
    fn a_place_that_both_moved_is_where_the_later_one_put_it() {
        let seen = table(&[("east", &[]), ("north", &[]), ("south", &[44])]);
        let now = table(&[("east", &[44]), ("north", &[]), ("south", &[])]);
        let wanted = table(&[("east", &[]), ("north", &[44]), ("south", &[])]);
        let merged = territories(&now, &seen, &wanted);
        assert_eq!(merged, table(&[("east", &[]), ("north", &[44]), ("south", &[])]));
    }

    #[test]
    fn two_who_take_different_places_out_of_one_row_both_have_their_way() {
        let seen = table(&[("central", &[36, 43]), ("east", &[]), ("south", &[])]);
        let now = table(&[("central", &[36]), ("east", &[]), ("south", &[43])]);
        let wanted = table(&[("central", &[43]), ("east", &[36]), ("south", &[])]);
        let merged = territories(&now, &seen, &wanted);
        assert_eq!(merged, table(&[("central", &[]), ("east", &[36]), ("south", &[43])]));
    }

    #[test]
    fn a_new_row_joins_and_a_removed_one_goes() {
        let seen = table(&[("east", &[31]), ("south", &[44])]);
        let now = table(&[("east", &[31]), ("south", &[44]), ("west", &[50])]);
        let wanted = table(&[("north", &[11]), ("south", &[44])]);
        let merged = territories(&now, &seen, &wanted);
        assert_eq!(merged, table(&[("north", &[11]), ("south", &[44]), ("west", &[50])]));
    }
}
