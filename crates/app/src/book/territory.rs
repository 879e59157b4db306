//! Which places belong to whom, from now on (B3, OWN-01).

use domain::places::DivisionCode;
use facts::history::Thing;
use facts::{kind, payload};

use super::{Draft, check, fresh_id, goes_on_from, may};
use crate::view::{BookSaved, ChangeTerritory};
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Writes a territory as it is from now on. Cards that were signed before keep their territory: the table at
/// the signing counts.
///
/// # Errors
/// SYN-04 for anybody but headquarters; `book.changed`; what is wrong with it; `book.sure.overlap` where a
/// place belongs to another territory and nobody has said that it shall be taken from there.
pub fn territory(
    workspace: &mut Workspace,
    now: &Now,
    input: ChangeTerritory,
) -> Result<BookSaved, Failure> {
    may(workspace, now)?;
    let draft = Draft::read(workspace)?;
    let entry = input.entry;
    let id = if entry.id.is_empty() { fresh_id(now, "t") } else { entry.id };
    let after = goes_on_from(workspace, &draft, &Thing::Territories, input.seen.as_deref())?;
    let mut table = draft.territories.table.clone();
    if input.remove {
        table.retain(|territory| territory.id != id);
    } else {
        let mut regions = entry.regions;
        regions.sort_unstable();
        regions.dedup();
        for other in table.iter_mut().filter(|other| other.id != id) {
            let taken = other.regions.iter().find(|region| regions.contains(region));
            if let Some(place) = taken.filter(|_| !input.sure) {
                let place = DivisionCode::new(*place).map(|place| place.name());
                return Err(Failure::field("book.sure.overlap", "regions")
                    .with("place", place.unwrap_or_default())
                    .with("other", &other.name));
            }
            other.regions.retain(|region| !regions.contains(region));
        }
        let head = entry.head.filter(|head| !head.is_empty());
        let name = entry.name.trim().to_owned();
        let row = payload::Territory { id: id.clone(), name, regions, head };
        match table.iter_mut().find(|territory| territory.id == id) {
            Some(known) => *known = row,
            None => table.push(row),
        }
    }
    let payload = payload::Territories { table, after };
    check::territories(&draft, &payload)?;
    workspace.sign(vec![Fresh::open(kind::TERRITORIES, payload.encode())], now)?;
    Ok(BookSaved { id })
}
