//! What the laptop makes of a card while it is typed, before it is signed and cannot be changed.

use domain::FairId;
use domain::identity::normal;
use domain::places::{DivisionCode, resolve};
use domain::time::Instant;

use crate::view::{CardInput, CardReading, PlaceReading};
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// Says which phone number and which place are understood. Neither is demanded: what is not understood
/// is kept as typed, but identifies nobody (DUP-02) and decides no territory (OWN-01).
///
/// # Errors
/// None of its own.
pub fn reading(
    workspace: &mut Workspace,
    now: &Now,
    input: CardInput,
) -> Result<CardReading, Failure> {
    let as_of = workspace.as_of(now);
    let phone = normal::phone(&input.phone).unwrap_or_default();
    let place = resolve(&input.site).map(|site| place(workspace, site, &input, as_of));
    Ok(CardReading { phone, place })
}

fn place(
    workspace: &Workspace,
    site: DivisionCode,
    input: &CardInput,
    as_of: Instant,
) -> PlaceReading {
    let company = &workspace.book().company;
    let fair = input.fair.as_deref().filter(|fair| !fair.is_empty()).map(FairId::new);
    let host = fair.and_then(|fair| company.fair(&fair, as_of));
    let decides = host.map_or(workspace.me(), |fair| &fair.supervisor);
    let own = company.person(decides, as_of).and_then(|person| person.territory.as_ref());
    let holder = company.territory_of(site, as_of).map(|territory| &territory.id);
    let (province, name) = (site.province().name(), site.name());
    PlaceReading {
        name: if province == name { name.to_owned() } else { format!("{province} {name}") },
        in_territory: holder.is_some() && holder == own,
    }
}
