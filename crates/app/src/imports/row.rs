//! What a row becomes: a card, nothing because the customer is known, or nothing because it cannot be one.

use std::collections::BTreeSet;

use domain::CardId;
use tables::mapping::{Field, full_name, together};

use super::pending::{self, Pending, Row};
use crate::capture::{Typed, known_here, missing, parse};
use crate::view::{CardInput, DuplicateHint, ImportRow, ImportRowsInput};
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// How many rows are looked at in one call: the window stays answerable.
const ROWS_MAX: usize = 100;
/// How imported cards came (FAIR-06): no fair lead, no fair credit, no daily hand-in.
const SOURCE: &str = "other:import";
/// How much one card holds, in bytes: below what a record does.
const CARD_BYTES_MAX: usize = 192 * 1024;
/// What may be unknown if that is chosen (FAIR-18).
const MAY_BE_UNKNOWN: [&str; 3] = ["company", "person", "matter"];

/// What becomes of a row.
pub(super) enum Becomes {
    /// A card of this form.
    Card(Box<Typed>, Option<DuplicateHint>),
    /// Nothing: this laptop knows the customer for sure.
    Known(DuplicateHint),
    /// Nothing: it cannot be a card.
    Wrong(Failure),
}

/// What will become of some rows, should they be imported now.
///
/// # Errors
/// `import.none`, `store` when the disk fails.
pub fn rows(
    workspace: &mut Workspace,
    now: &Now,
    input: ImportRowsInput,
) -> Result<Vec<ImportRow>, Failure> {
    let pending = pending::expect(workspace)?;
    let rows = pending::rows_from(workspace, input.from)?;
    let wanted = (input.count as usize).min(ROWS_MAX);
    rows.into_iter().take(wanted).map(|row| look_at(workspace, now, &pending, &row)).collect()
}

fn look_at(
    workspace: &mut Workspace,
    now: &Now,
    pending: &Pending,
    row: &Row,
) -> Result<ImportRow, Failure> {
    let form = form(pending, row);
    let mut view = ImportRow {
        number: row.0,
        company: form.company.clone(),
        person: form.person.clone(),
        phone: form.phone.clone(),
        site: form.site.clone(),
        becomes: "card".to_owned(),
        duplicate: None,
        failure: None,
    };
    match becomes(workspace, now, pending, row, &BTreeSet::new())? {
        Becomes::Card(_, hint) => view.duplicate = hint,
        Becomes::Known(hint) => {
            view.becomes = "known".to_owned();
            view.duplicate = Some(hint);
        }
        Becomes::Wrong(failure) => {
            view.becomes = "wrong".to_owned();
            view.failure = Some(failure);
        }
    }
    Ok(view)
}

/// Decides about a row. Cards of the same import make nobody known: two people of one company are two cards of
/// one customer (DUP-02), and the second becomes a note of the first (DUP-11).
pub(super) fn becomes(
    workspace: &mut Workspace,
    now: &Now,
    pending: &Pending,
    row: &Row,
    same_import: &BTreeSet<CardId>,
) -> Result<Becomes, Failure> {
    let mut form = form(pending, row);
    if form.company.is_empty() && form.person.is_empty() {
        return Ok(Becomes::Wrong(missing_field("company")));
    }
    if pending.plan.unknown {
        let empty = |field: &&str| match *field {
            "company" => form.company.is_empty(),
            "person" => form.person.is_empty(),
            _ => form.matter.is_empty(),
        };
        form.unknown =
            MAY_BE_UNKNOWN.iter().filter(|f| empty(f)).map(|f| (*f).to_owned()).collect();
    }
    if let Some(field) = missing(&form) {
        return Ok(Becomes::Wrong(missing_field(field)));
    }
    form.card = Some(card_id(workspace, now, row.0).to_string());
    let typed = match parse(workspace, &form, now) {
        Ok(typed) => typed,
        Err(failure) => return Ok(Becomes::Wrong(failure)),
    };
    // Each text fits; a hundred of them may not.
    if typed.content.encode().len() > CARD_BYTES_MAX {
        return Ok(Becomes::Wrong(
            Failure::new("record.too_long").with("max", CARD_BYTES_MAX / 1024),
        ));
    }
    let of_others = |hint: &DuplicateHint| {
        !CardId::from_hex(&hint.card).is_some_and(|card| same_import.contains(&card))
    };
    let hint = known_here(workspace, now, &form)?.into_iter().find(of_others);
    Ok(match hint {
        Some(hint) if hint.sure && !pending.plan.known_too => Becomes::Known(hint),
        hint => Becomes::Card(Box::new(typed), hint),
    })
}

fn missing_field(field: &str) -> Failure {
    Failure::field("field.missing", field).with("field", field)
}

/// A card id for a row: every card of a call has another.
fn card_id(workspace: &Workspace, now: &Now, row: u32) -> CardId {
    let chance = now.random(&format!("card id of row {row}"));
    let chance = [chance[0], chance[1], chance[2], chance[3], chance[4]];
    CardId::mint(workspace.me(), workspace.as_of(now), chance)
}

/// The form that somebody would have typed.
fn form(pending: &Pending, (_, cells): &Row) -> CardInput {
    let mut form = CardInput {
        source: SOURCE.to_owned(),
        unattended: !pending.plan.claim,
        ..CardInput::default()
    };
    let (mut family, mut given, mut site) = (String::new(), String::new(), Vec::new());
    let columns = pending.plan.fields.iter().zip(&pending.headings).zip(cells);
    for ((field, heading), cell) in columns.filter(|(_, cell)| !cell.is_empty()) {
        let field = Field::from_name(field).unwrap_or(Field::Beside);
        let into = match field {
            Field::Company => &mut form.company,
            Field::Person => &mut form.person,
            Field::FamilyName => &mut family,
            Field::GivenName => &mut given,
            Field::Phone => &mut form.phone,
            Field::Email => &mut form.email,
            Field::CreditCode => &mut form.credit_code,
            Field::Matter => &mut form.matter,
            Field::Usage => &mut form.usage,
            Field::Site => {
                site.push(cell.as_str());
                continue;
            }
            Field::Skip => continue,
            Field::Beside => {
                form.more.insert(heading.clone(), cell.clone());
                continue;
            }
        };
        // Of two columns for one field the first that is filled counts; the other is kept.
        match into.is_empty() {
            true => cell.clone_into(into),
            false => {
                form.more.insert(heading.clone(), cell.clone());
            }
        }
    }
    form.site = together(site);
    let name = full_name(&family, &given);
    match form.person.is_empty() {
        true => form.person = name,
        false if name.is_empty() || name == form.person => {}
        false => {
            form.more.insert("姓名".to_owned(), name);
        }
    }
    if form.matter.is_empty() {
        pending.plan.matter.trim().clone_into(&mut form.matter);
    }
    form
}
