//! Every form by its name.

use domain::time::Instant;

use super::held::{Held, fair_of};
use super::part::{line, name, text};
use super::{allocation, award, card, classes, duplicates, hand_in, package, sealed};
use crate::view::{ReportInput, ReportLine, ReportPart, ReportView};
use crate::workspace::Workspace;
use crate::{Failure, Now, lease};

/// What a form says, before it is headed.
pub(super) struct Filled {
    pub(super) head: Vec<ReportLine>,
    pub(super) parts: Vec<ReportPart>,
    pub(super) signatures: &'static [&'static str],
    /// The cards whose words stand in it.
    pub(super) cards: Vec<domain::CardId>,
}

impl Filled {
    /// A form about cards: it takes out those whose words it shows.
    pub(super) fn of(cards: &[Held], head: Vec<ReportLine>, parts: Vec<ReportPart>) -> Self {
        let taken = cards.iter().filter(|held| held.readable).map(|held| held.row.card).collect();
        Self { head, parts, signatures: &[], cards: taken }
    }

    pub(super) fn signed_by(self, signatures: &'static [&'static str]) -> Self {
        Self { signatures, ..self }
    }
}

/// A report, of what this laptop holds and this person may take out.
///
/// # Errors
/// SYN-04 for whoever has no part in the fair, or is not to see this form; `lease.over`; `lead.unknown`;
/// `field.day`; `person.unknown`; `call.arguments` for a form that does not exist.
pub fn view(
    workspace: &mut Workspace,
    now: &Now,
    input: ReportInput,
) -> Result<ReportView, Failure> {
    let filled = fill(workspace, now, &input)?;
    let mut view = ReportView {
        form: input.form,
        company: workspace.book().company.name.clone(),
        head: filled.head,
        parts: filled.parts,
        signatures: filled.signatures.iter().map(|name| (*name).to_owned()).collect(),
        cards: u32::try_from(filled.cards.len()).unwrap_or(u32::MAX),
        as_of_ms: workspace.as_of(now).0,
        hash: String::new(),
    };
    view.hash = sealed::hash(&view).unwrap_or_else(|| hash(&view));
    Ok(view)
}

/// The hash of what a report says: the same on every laptop, in every language and at every hour while it says
/// the same.
fn hash(view: &ReportView) -> String {
    let said = (&view.form, &view.company, &view.head, &view.parts, &view.signatures);
    let said = serde_json::to_vec(&said).expect("texts and numbers can be written as JSON");
    blake3::hash(&said).to_hex().to_string()
}

pub(super) fn fill(
    workspace: &Workspace,
    now: &Now,
    input: &ReportInput,
) -> Result<Filled, Failure> {
    lease::holds(workspace, now)?;
    let as_of = workspace.as_of(now);
    if input.form == "e2" {
        return card::fill(workspace, input, as_of);
    }
    if input.form == "package" {
        return sealed::fill(workspace, now, input);
    }
    let form: fn(&Workspace, &ReportInput, Instant) -> Result<Filled, Failure> =
        match input.form.as_str() {
            "e3" => hand_in::fill,
            "e4" => package::fill,
            "e5" => duplicates::fill,
            "e6" => allocation::fill,
            "e7" => classes::fill,
            "kpi1" => award::fill,

            _ => return Err(Failure::new("call.arguments").with("detail", "form")),
        };
    let fair = fair_of(workspace, &input.fair, as_of)?;
    let mut filled = form(workspace, input, as_of)?;
    let mut head = vec![
        line("fair", text(fair.name.clone())),
        line("place", text(fair.place.clone())),
        line("supervisor", name(workspace, fair.supervisor.as_str())),
    ];
    head.append(&mut filled.head);
    Ok(Filled { head, ..filled })
}
