//! E5, the duplicate and ruling sheet: every customer with several cards, each card in its place, and by which
//! rules.

use std::collections::BTreeSet;

use domain::time::Instant;
use domain::{CardId, FairId};

use super::held::{Held, held};
use super::part::{at, column, count, line, name, numbers, table, text, word};
use super::view::Filled;
use crate::Failure;
use crate::explain::proof_name;
use crate::view::{ReportCell, ReportInput, ReportPart};
use crate::workspace::Workspace;

pub(super) fn fill(
    workspace: &Workspace,
    input: &ReportInput,
    as_of: Instant,
) -> Result<Filled, Failure> {
    let mut cards = held(workspace, &FairId::new(&input.fair), None, as_of)?;
    cards.retain(|held| held.customer.ruling.cards.len() > 1);
    let customers: BTreeSet<CardId> = cards.iter().map(|held| held.row.customer).collect();
    let head = vec![line("customers", count(customers.len())), line("cards", count(cards.len()))];
    let parts = vec![part(workspace, &cards)];
    Ok(Filled::of(&cards, head, parts))
}

/// The table of those among some cards whose customer has several. A card that was signed elsewhere, or that this
/// laptop knows by its ranking part only, is a row as well: times, names and rules are open to whom they concern
/// (P35), the customer's words are not.
pub(super) fn part(workspace: &Workspace, cards: &[Held]) -> ReportPart {
    let mut shown = BTreeSet::new();
    let mut rows = Vec::new();
    let several = cards.iter().filter(|held| held.customer.ruling.cards.len() > 1);
    for (nth, one) in several.filter(|held| shown.insert(held.row.customer)).enumerate() {
        let ruling = &one.customer.ruling;
        for (place, standing) in ruling.cards.iter().enumerate() {
            let of = cards.iter().find(|held| held.row.card == standing.card);
            // A customer whose first card is of another day is called as on the card that is here.
            let named = of.or((place == 0).then_some(one));
            let first = |cell: ReportCell| if place == 0 { cell } else { ReportCell::Nothing };
            let file = &one.customer.cluster.cards[&standing.card];
            rows.push(vec![
                first(count(nth + 1)),
                named.map_or(ReportCell::Nothing, |held| held.words(|row| &row.company)),
                name(workspace, standing.signer.as_str()),
                at(Some(standing.at.0)),
                word("reports.proof", proof_name(file)),
                role(one, standing.card),
                text(standing.out.as_ref().map(|out| out.rule().id()).unwrap_or_default()),
                first(super::card::owner(workspace, &one.row.owner)),
                first(word("state", one.customer.state.name())),
                first(text(rules(one))),
            ]);
        }
    }
    let columns = vec![
        numbers("customer"),
        column("company", 8),
        column("signer", 3),
        column("signed", 4),
        column("proof", 3),
        column("part", 3),
        column("outBy", 3),
        column("owner", 3),
        column("state", 3),
        column("rules", 6),
    ];
    table("duplicates", columns, rows)
}

/// What a card is in its customer's ruling.
fn role(one: &Held, card: CardId) -> ReportCell {
    let ruling = &one.customer.ruling;
    let signer = one.customer.cluster.cards[&card].signer();
    let role = match () {
        () if ruling.effective == Some(card) => "effective",
        () if ruling.helpers.contains(signer) => "helps",
        () => "beside",
    };
    word("reports.card", role)
}

fn rules(one: &Held) -> String {
    let rules: Vec<&str> = one.customer.ruling.rules().into_iter().map(|rule| rule.id()).collect();
    rules.join(", ")
}
