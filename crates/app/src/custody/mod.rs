//! Who has which exhibit, what was counted, and what was lost at a fair (FAIR-05).

mod count;
mod give;
mod say;
mod take;
mod view;

use domain::audience::Circle;
use domain::company::Fair;
use domain::fair::custody::{Custody, Occasion};
use domain::fair::incident::Incident;
use domain::fair::preparation::ItemId;
use domain::time::{Day, Instant};
use domain::{FairId, Rule};
use facts::Preparation;
use facts::payload::HandedItem;

use crate::preparation::handed;
use crate::view::HandedInput;
use crate::workspace::Workspace;
use crate::{Failure, Now};

pub use count::count;
pub use give::give;
pub use say::say;
pub use take::take;
pub use view::view;

/// A fair's exhibits as they stand.
pub(crate) struct Stock {
    pub(crate) fair: Fair,
    pub(crate) prepared: Preparation,
    pub(crate) custody: Custody,
}

impl Stock {
    pub(crate) fn of(workspace: &Workspace, fair: &Fair, until: Instant) -> Result<Self, Failure> {
        let gather = workspace.gather();
        let prepared = gather.preparation(&fair.id)?;
        let custody = gather.custody(&fair.id, &prepared, until)?;
        Ok(Self { fair: fair.clone(), prepared, custody })
    }

    pub(crate) fn incidents(&self, workspace: &Workspace) -> Result<Vec<Incident>, Failure> {
        Ok(workspace.gather().incidents(&self.fair, &self.custody)?)
    }

    /// Reads what changes hands or is counted; only what is among what somebody has.
    fn named(
        &self,
        items: &[HandedInput],
        has: impl Fn(&ItemId) -> bool,
    ) -> Result<Vec<HandedItem>, Failure> {
        let handed = handed(items)?;
        if handed.iter().any(|(item, _)| !has(item)) {
            return Err(Failure::new("fair.item_unknown"));
        }
        if handed.is_empty() {
            return Err(Failure::new("custody.nothing"));
        }
        Ok(handed.into_iter().map(|(_, handed)| handed).collect())
    }
}

/// A fair whose exhibits somebody reads of, as they stand now.
///
/// # Errors
/// SYN-04 for anybody else.
fn stock(workspace: &Workspace, now: &Now, fair: &str) -> Result<Stock, Failure> {
    let as_of = workspace.as_of(now);
    let fair = workspace.book().company.fair(&FairId::new(fair), as_of);
    let read = fair.filter(|fair| workspace.reads_of_fair(&fair.id, Circle::Preparation, as_of));
    Stock::of(workspace, read.ok_or_else(|| Failure::refused(Rule::Syn04))?, as_of)
}

/// When exhibits are counted: a day of the fair, or `tear_down`.
fn occasion(fair: &Fair, text: &str) -> Result<Occasion, Failure> {
    if text == TEAR_DOWN {
        return Ok(Occasion::TearDown);
    }
    let day = Day::parse(text).filter(|day| fair.days.contains(day));
    day.map(Occasion::Evening).ok_or_else(|| Failure::field("field.day", "on"))
}

/// What an occasion is called that is no day's evening.
const TEAR_DOWN: &str = "tear_down";
