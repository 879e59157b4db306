//! Asking for a correction.

use std::collections::BTreeSet;

use domain::correction::Field;
use facts::payload::{self, CorrectionContent, card_bytes};
use facts::{Key, Records, kind};

use super::content::{counting_content, text};
use crate::capture::{card_id, card_input, parse};
use crate::text::fits;
use crate::view::{CardInput, CorrectInput, CorrectionAsked};
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Fields that are never made empty: a card without them says nothing (FAIR-18).
const MANDATORY: [Field; 3] = [Field::Company, Field::Person, Field::Matter];

/// Asks for a correction of a signed card. Nothing changes until somebody who leads approves it (ORD-15).
///
/// # Errors
/// `lead.unknown` for a card that is not held, `card.erased`, `note.not_yours` for one that the person may
/// not read, `lead.draft` for one that nobody signed yet, `correction.withdrawn`, `correction.nothing`
/// where nothing differs, `field.missing`, and whatever a form can have wrong.
pub fn correct(
    workspace: &mut Workspace,
    now: &Now,
    input: CorrectInput,
) -> Result<CorrectionAsked, Failure> {
    let card = card_id(&input.card)?;
    if workspace.book().erasure(card).is_some() {
        return Err(Failure::new("card.erased"));
    }
    let about = workspace.store().under(&Key::Card(card), 0)?;
    if !about.is_empty() && facts::signed_card(&about).is_none() {
        return Err(Failure::new("lead.draft"));
    }
    let customer = workspace.customer(card, workspace.as_of(now))?;
    let file = customer.cluster.cards.get(&card).ok_or_else(|| Failure::new("lead.unknown"))?;
    if file.withdrawn {
        return Err(Failure::new("correction.withdrawn"));
    }
    let content = counting_content(&about, file).ok_or_else(|| Failure::new("note.not_yours"))?;
    fits("reason", &input.reason)?;
    let source = file.signed.what.source.name();
    let mut form = card_input(&file.signed.what, &content);
    let mut fields = BTreeSet::new();
    for (name, typed) in &input.set {
        let unknown = || Failure::new("call.arguments").with("detail", name.clone());
        let field = Field::from_name(name).ok_or_else(unknown)?;
        if typed.trim().is_empty() && MANDATORY.contains(&field) {
            return Err(Failure::field("field.missing", name).with("field", name.clone()));
        }
        if *typed != text(&content, source, field) {
            put(&mut form, field, typed)?;
            fields.insert(field);
        }
    }
    let typed = parse(workspace, &form, now)?;
    // As it is kept, the same: 20 and 20.00.
    fields.retain(|field| {
        text(&typed.content, typed.card.source.name(), *field) != text(&content, source, *field)
    });
    if fields.is_empty() {
        return Err(Failure::new("correction.nothing"));
    }
    let ranking = payload::Correction {
        card: card_bytes(card),
        fields: fields.iter().map(|field| field.name().to_owned()).collect(),
        to: payload::CardRanking::of(&typed.card),
    };
    let content = CorrectionContent { to: typed.content, reason: input.reason };
    let fresh = Fresh {
        kind: kind::CORRECTION,
        ranking: ranking.encode(),
        content: Some(content.encode()),
    };
    let signed = workspace.sign(vec![fresh], now)?;
    let id = signed.first().map(|record| record.id().to_string()).unwrap_or_default();
    Ok(CorrectionAsked { correction: id })
}

fn put(form: &mut CardInput, field: Field, typed: &str) -> Result<(), Failure> {
    let typed = typed.to_owned();
    match field {
        Field::Company => form.company = typed,
        Field::Person => form.person = typed,
        Field::Phone => form.phone = typed,
        Field::Email => form.email = typed,
        Field::CreditCode => form.credit_code = typed,
        Field::Site => form.site = typed,
        Field::Matter => form.matter = typed,
        Field::Usage => form.usage = typed,
        Field::Source => form.source = typed,
        Field::Stable => {
            form.stable = match typed.as_str() {
                "" => None,
                "true" => Some(true),
                "false" => Some(false),
                _ => return Err(Failure::field("field.stable", "stable")),
            };
        }
    }
    Ok(())
}
