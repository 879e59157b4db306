//! What was lost at a fair (FAIR-05): 「如出現展品丟失,客戶信息丟失等事件將由參展主管負直接責任」.

use domain::PersonId;
use domain::company::Fair;
use domain::fair::incident::{About, Incident, Outcome};
use domain::time::Instant;
use ledger::EnrolmentId;

use crate::custody::Stock;
use crate::preparation::item_name;
use crate::workspace::Workspace;
use crate::{Failure, laptops};

/// Something that was lost, by what is known here.
pub(crate) struct Loss {
    /// Who had it.
    pub(crate) person: PersonId,
    /// When it came out.
    pub(crate) at: Instant,
    /// `exhibit` or `laptop`.
    pub(crate) kind: &'static str,
    /// The item's name, or what people call the laptop.
    pub(crate) what: String,
    /// Pieces that are missing, or entries that are known to have been on the laptop and that nobody has any more.
    pub(crate) missing: u32,
}

/// What was lost at a fair: exhibits that its counts did not find, and laptops of those who took part, as far as
/// somebody had seen entries on them that never came (SEC-09), or cards came without their words. A laptop of
/// which nothing is known to be missing lost no customer's data unless headquarters, which asks the server, says
/// that it did; and what headquarters says was found is not lost.
pub(crate) fn losses(
    workspace: &Workspace,
    fair: &Fair,
    as_of: Instant,
) -> Result<Vec<Loss>, Failure> {
    let stock = Stock::of(workspace, fair, as_of)?;
    let mut losses = Vec::new();
    for incident in stock.incidents(workspace)?.iter().filter(|one| !was_found(one)) {
        let (kind, what, missing) = match &incident.about {
            About::Exhibit { item, .. } => {
                let prepared = stock.prepared.items.get(item);
                let name = prepared.map(|item| item_name(workspace, item.now.id)).transpose()?;
                ("exhibit", name.unwrap_or_default(), incident.missing)
            }
            About::Laptop { enrolment, .. } => {
                let of = EnrolmentId::new(*enrolment);
                let known = workspace.book().enrolments.get(&of);
                let device = known.map(|known| known.device.clone()).unwrap_or_default();
                ("laptop", device, laptops::missing(&laptops::remains(workspace, of)?))
            }
        };
        if missing > 0 || incident.closed.is_some() {
            let (person, at) = (incident.about.holder().clone(), incident.opened);
            losses.push(Loss { person, at, kind, what, missing });
        }
    }
    Ok(losses)
}

fn was_found(incident: &Incident) -> bool {
    let closing = incident.said.iter().find(|act| Some(act.id) == incident.closed);
    closing.is_some_and(|act| act.what.outcome == Some(Outcome::Found))
}
