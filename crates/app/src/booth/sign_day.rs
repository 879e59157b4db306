//! The manager signs the day's statistic of visitors and calls (FAIR-20).

use domain::Rule;
use domain::fair::entry::Entry;
use domain::fair::reception::{day_of, statistic};
use facts::kind;
use facts::payload::RegisterSigned;

use super::place::{Place, day};
use super::receive::{lines, statistic_view};
use crate::view::{BoothRef, StatisticView};
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Signs what stands in a day's register here. Signing again takes in what has come since.
///
/// # Errors
/// SYN-04 for anybody but the fair's supervisor, FAIR-20 for a day that has not begun, `field.day`.
pub fn sign_register(
    workspace: &mut Workspace,
    now: &Now,
    input: BoothRef,
) -> Result<StatisticView, Failure> {
    let place = Place::led(workspace, now, &input.fair)?;
    let day = day(&input.day)?.filter(|day| place.fair.days.contains(day));
    let day = day.ok_or_else(|| Failure::field("field.day", "day"))?;
    let zone = workspace.book().company.zone.clone();
    if zone.start(day) > place.as_of {
        return Err(Failure::refused(Rule::Fair20));
    }
    let mut entries = lines(workspace, &place)?;
    entries.retain(|entry| day_of(entry, &zone) == day);
    let counted = statistic(entries.iter().filter_map(Entry::standing));
    let payload = RegisterSigned {
        fair: input.fair,
        day: day.to_string(),
        lines: entries.iter().map(|entry| entry.newest().id.0.into()).collect(),
        came: counted.came,
        called: counted.called,
        phones: counted.phones,
        cards: counted.cards,
        routed: counted.routed,
        asked_after: counted.asked_after,
    };
    workspace.sign(vec![Fresh::open(kind::REGISTER_SIGNED, payload.encode())], now)?;
    Ok(statistic_view(counted))
}
