//! Every form by its name.

use domain::audience::Circle;
use domain::time::Instant;

use super::held::{Held, fair_for};
use super::part::{line, name, text};
use super::{
    allocation, appraisal, award, card, classes, duplicates, hand_in, handover, package, rivals,
    score, sealed, summary, visitors,
};
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
    /// How many lines of other people's words stand in it that are no card: visitors, rivals.
    pub(super) lines: usize,
}

impl Filled {
    /// A form about cards: it takes out those whose words it shows.
    pub(super) fn of(cards: &[Held], head: Vec<ReportLine>, parts: Vec<ReportPart>) -> Self {
        let taken = cards.iter().filter(|held| held.readable).map(|held| held.row.card).collect();
        Self { cards: taken, ..Self::without_cards(head, parts) }
    }

    /// A form that shows words of further cards beside its own, all of them readable.
    pub(super) fn with_words_of(mut self, cards: &[Held]) -> Self {
        self.cards.extend(cards.iter().map(|held| held.row.card));
        self
    }

    /// A form that shows no card's words.
    pub(super) fn without_cards(head: Vec<ReportLine>, parts: Vec<ReportPart>) -> Self {
        Self { head, parts, signatures: &[], cards: Vec::new(), lines: 0 }
    }

    /// How many things it takes out, as the limit counts them (SEC-06).
    pub(super) fn taken(&self) -> usize {
        self.cards.len().saturating_add(self.lines)
    }

    pub(super) fn with_lines(self, lines: usize) -> Self {
        Self { lines, ..self }
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
    let cards = u32::try_from(filled.taken()).unwrap_or(u32::MAX);
    let mut view = ReportView {
        form: input.form,
        company: workspace.book().company.name.clone(),
        head: filled.head,
        parts: filled.parts,
        signatures: filled.signatures.iter().map(|name| (*name).to_owned()).collect(),
        cards,
        lines: u32::try_from(filled.lines).unwrap_or(u32::MAX),
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
    let fair = fair_for(workspace, &input.fair, circle(&input.form), as_of)?;
    let mut filled = form(input.form.as_str(), workspace, now, input)?;
    let mut head = vec![
        line("fair", text(fair.name.clone())),
        line("place", text(fair.place.clone())),
        line("supervisor", name(workspace, fair.supervisor.as_str())),
    ];
    head.append(&mut filled.head);
    Ok(Filled { head, ..filled })
}

/// For whom a form of a fair is at most: marketing reads what it hands over, and its score (FAIR-03, KPI-03).
fn circle(form: &str) -> Circle {
    match form {
        "e1" | "e10" => Circle::Preparation,
        _ => Circle::Team,
    }
}

/// The form of a fair by its name.
fn form(
    name: &str,
    workspace: &Workspace,
    now: &Now,
    input: &ReportInput,
) -> Result<Filled, Failure> {
    let of: fn(&Workspace, &ReportInput, Instant) -> Result<Filled, Failure> = match name {
        "e1" => return handover::fill(workspace, now, input),
        "e3" => hand_in::fill,
        "e4" => package::fill,
        "e5" => duplicates::fill,
        "e6" => allocation::fill,
        "e7" => classes::fill,
        "e8" => return rivals::fill(workspace, now, input),
        "e9" => return summary::fill(workspace, now, input),
        "e10" => score::fill,
        "e11" => return appraisal::fill(workspace, now, input),
        "e12" => return visitors::fill(workspace, now, input),
        "kpi1" => award::fill,
        _ => return Err(Failure::new("call.arguments").with("detail", "form")),
    };
    of(workspace, input, workspace.as_of(now))
}
