//! Answering for a loss, and closing it.

use domain::Rule;
use domain::fair::incident::{About, Incident, Outcome};
use facts::payload::Remark;
use facts::{kind, payload};

use super::stock;
use crate::imports::hex;
use crate::text::fits;
use crate::view::{IncidentSayInput, Written};
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Says something to a loss, or closes it with a reason (FAIR-05). Who is liable, who had it and headquarters
/// speak; headquarters closes, and nobody whose own matter it is.
///
/// # Errors
/// SYN-04 for anybody else; `incident.unknown`; `call.arguments` for an outcome that is none; `field.missing`
/// without words; `field.too_long`.
pub fn say(
    workspace: &mut Workspace,
    now: &Now,
    input: IncidentSayInput,
) -> Result<Written, Failure> {
    let stock = stock(workspace, now, &input.fair)?;
    let as_of = workspace.as_of(now);
    let found = stock.incidents(workspace)?;
    let incident = found.iter().find(|incident| incident_id(incident) == input.incident);
    let incident = incident.ok_or_else(|| Failure::new("incident.unknown"))?;
    let outcome = match input.outcome.as_str() {
        "" => None,
        name => Some(
            Outcome::from_name(name)
                .ok_or_else(|| Failure::field("call.arguments", "outcome").with("detail", name))?,
        ),
    };
    let (me, company) = (workspace.me(), &workspace.book().company);
    let may = match outcome {
        Some(_) => incident.may_close(me, company, as_of),
        None => incident.may_speak(me, company, as_of),
    };
    if !may {
        return Err(Failure::refused(Rule::Syn04));
    }
    if input.words.trim().is_empty() {
        return Err(Failure::field("field.missing", "words").with("field", "reason"));
    }
    fits("words", &input.words)?;
    let (item, laptop) = match &incident.about {
        About::Exhibit { item, .. } => (Some(item.0.into()), None),
        About::Laptop { enrolment, .. } => (None, Some((*enrolment).into())),
    };
    let ranking = payload::IncidentSaid {
        fair: input.fair,
        holder: incident.about.holder().to_string(),
        item,
        laptop,
        outcome: outcome.map(Outcome::name).unwrap_or_default().to_owned(),
    };
    let content = Some(Remark { text: input.words }.encode());
    let fresh = Fresh { kind: kind::INCIDENT_SAID, ranking: ranking.encode(), content };
    let signed = workspace.sign(vec![fresh], now)?;
    Ok(Written { id: signed.first().map(|record| record.id().to_string()).unwrap_or_default() })
}

/// What names an incident: the item and who had it, or the laptop.
pub(super) fn incident_id(incident: &Incident) -> String {
    match &incident.about {
        About::Exhibit { holder, item } => format!("{}/{holder}", hex(&item.0)),
        About::Laptop { enrolment, .. } => hex(enrolment),
    }
}
