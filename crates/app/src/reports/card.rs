//! E2, the lead card 客户记录表 (B4).

use std::collections::BTreeMap;

use domain::FairId;
use domain::time::Instant;
use facts::{Key, Records};

use super::part::{at, line, name, table, text, word};
use super::view::Filled;
use crate::Failure;
use crate::capture::{card_id, usage_text};
use crate::corrections::counting_content;
use crate::exports::may_take;
use crate::view::{ReportCell, ReportColumn, ReportInput};
use crate::workspace::Workspace;

pub(super) fn fill(
    workspace: &Workspace,
    input: &ReportInput,
    as_of: Instant,
) -> Result<Filled, Failure> {
    let unknown = || Failure::new("lead.unknown");
    let card = card_id(&input.card)?;
    let row = workspace.store().lead(card)?.ok_or_else(unknown)?;
    if !may_take(workspace, &row, as_of) {
        return Err(unknown());
    }
    let customer = workspace.customer(card, as_of)?;
    let file = customer.cluster.cards.get(&card).ok_or_else(unknown)?;
    let about = workspace.store().under(&Key::Card(card), 0)?;
    let words = counting_content(&about, file).ok_or_else(unknown)?;
    let judgement = workspace.gather().judgement(card)?.map(|(_, judgement)| judgement.name());
    let fair = row.fair.as_deref().map(FairId::new);
    let fair = fair.and_then(|fair| workspace.book().company.fair(&fair, as_of));
    let number = match row.number {
        Some(number) => format!("{} / {number}", row.register),
        None => row.register.to_string(),
    };
    let head = vec![
        line("fair", text(fair.map(|fair| fair.name.clone()).unwrap_or_default())),
        line("register", text(number)),
        line("signer", name(workspace, &row.signer)),
        line("signed", at(Some(row.signed_ms))),
        line("source", word("source", &row.source)),
    ];
    let stable = words.stable.map(super::part::yes);
    let fields = [
        ("company", text(words.company)),
        ("person", text(words.person)),
        ("phone", text(words.phone)),
        ("email", text(words.email)),
        ("creditCode", text(words.credit_code)),
        ("site", text(words.site)),
        ("matter", text(words.matter)),
        ("usage", text(usage_text(words.usage_hundredths))),
        ("stable", stable.unwrap_or(ReportCell::Nothing)),
        ("class", word("class", &row.class)),
        ("judgement", word("judgement", judgement.unwrap_or_default())),
        ("territory", word("territory.short", &row.territory)),
        ("owner", owner(workspace, &row.owner)),
        ("state", word("state", &row.state)),
    ];
    let mut rows: Vec<Vec<ReportCell>> = fields
        .into_iter()
        .map(|(name, cell)| vec![ReportCell::Word(format!("reports.name.{name}")), cell])
        .collect();
    rows.extend(beside(&words.more));
    let columns = vec![wide("field", 3), wide("entry", 9)];
    let parts = vec![table("card", columns, rows)];
    let filled = Filled { cards: vec![card], ..Filled::without_cards(head, parts) };
    Ok(filled.signed_by(&["signer", "countersigner"]))
}

/// Whose a customer is, for people: a person, a department's pool, headquarters, nobody.
pub(super) fn owner(workspace: &Workspace, owner: &str) -> ReportCell {
    match owner {
        "" => ReportCell::Nothing,
        "COMPANY" => word("reports.owner", "company"),
        "NONE" => word("reports.owner", "none"),
        pool if pool.starts_with("POOL:") => word("reports.owner", "pool"),
        person => name(workspace, person),
    }
}

fn wide(name: &str, width: u32) -> ReportColumn {
    super::part::column(name, width)
}

/// What was typed beside the fields.
fn beside(more: &BTreeMap<String, String>) -> Vec<Vec<ReportCell>> {
    more.iter().map(|(name, what)| vec![text(name.clone()), text(what.clone())]).collect()
}
