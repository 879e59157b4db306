//! Writing down who took part in the evening's discussion (FAIR-08, OWN-05).

use std::collections::BTreeSet;

use domain::time::Day;
use domain::{FairId, PersonId};
use facts::kind;
use facts::payload::{Discussion, Remark};

use super::office::supervised;
use crate::text::fits;
use crate::view::DiscussInput;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Signs who took part. Only the fair's supervisor says so; the newest of a day counts, and everybody who
/// takes part in the fair reads it.
///
/// # Errors
/// SYN-04 for anybody else; `field.day` for a day that is none of the fair's or has not begun; `field.people`
/// for nobody, and for somebody who takes no part in the fair; `field.too_long`.
pub fn discuss(workspace: &mut Workspace, now: &Now, input: DiscussInput) -> Result<(), Failure> {
    let as_of = workspace.as_of(now);
    let fair = supervised(workspace, &FairId::new(&input.fair), as_of)?;
    let zone = &workspace.book().company.zone;
    let begun = |day: &Day| fair.days.contains(day) && zone.start(*day) <= as_of;
    let day = Day::parse(&input.day).filter(begun);
    let day = day.ok_or_else(|| Failure::field("field.day", "day"))?;
    let mut people: BTreeSet<PersonId> = input.people.iter().map(PersonId::new).collect();
    people.remove(workspace.me());
    if people.is_empty() || !people.iter().all(|person| fair.has(person)) {
        return Err(Failure::field("field.people", "people"));
    }
    fits("text", &input.text)?;
    let text = input.text.trim();
    let payload = Discussion {
        fair: input.fair,
        day: day.to_string(),
        people: people.iter().map(|person| person.to_string()).collect(),
    };
    let said = Fresh {
        kind: kind::DISCUSSION,
        ranking: payload.encode(),
        content: (!text.is_empty()).then(|| Remark { text: text.to_owned() }.encode()),
    };
    workspace.sign(vec![said], now)?;
    Ok(())
}
