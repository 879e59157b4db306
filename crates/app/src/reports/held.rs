//! The cards of a fair that this laptop holds, each with its customer, and who may see which report.

use std::collections::BTreeSet;

use domain::audience::{Circle, reads_fair};
use domain::card::CardFile;
use domain::company::{Fair, Person};
use domain::ruling::CardStanding;
use domain::time::{Day, Instant};
use domain::{CardId, FairId, Rule};
use facts::Customer;
use store::LeadRow;

use crate::Failure;
use crate::evening::cards_of_fair;
use crate::exports::may_take;
use crate::view::ReportCell;
use crate::workspace::Workspace;

use super::allocation::one_a_customer;
use super::part::text;

/// A card with everything that reports ask of it.
pub(super) struct Held {
    pub(super) row: LeadRow,
    pub(super) customer: Customer,
    /// `valuable` and so on, or empty.
    pub(super) judgement: String,
    /// Whether its words are this person's to take out (SEC-06).
    pub(super) readable: bool,
    /// Whether headquarters had them erased (SEC-14).
    pub(super) erased: bool,
}

impl Held {
    pub(super) fn file(&self) -> &CardFile {
        &self.customer.cluster.cards[&self.row.card]
    }

    /// How it stands in the ranking, and its place there from 1.
    pub(super) fn standing(&self) -> Option<(usize, &CardStanding)> {
        let cards = self.customer.ruling.cards.iter().enumerate();
        cards.map(|(nth, card)| (nth + 1, card)).find(|(_, card)| card.card == self.row.card)
    }

    /// Some words of the card, where they may be taken out.
    pub(super) fn words(&self, of: impl Fn(&LeadRow) -> &String) -> ReportCell {
        match (self.readable, self.erased) {
            (true, _) => text(of(&self.row).clone()),
            (false, true) => ReportCell::Word("leads.erased".to_owned()),
            (false, false) => ReportCell::Nothing,
        }
    }
}

/// What this laptop holds of a fair, or of one of its days, in order of signing.
pub(super) fn held(
    workspace: &Workspace,
    fair: &FairId,
    day: Option<Day>,
    as_of: Instant,
) -> Result<Vec<Held>, Failure> {
    all_of(workspace, cards_of_fair(workspace, fair, day)?, as_of)
}

/// The other cards of the same customers, signed on another day or at another fair, as far as this laptop holds them
/// and their words are this person's to take out.
pub(super) fn beside(
    workspace: &Workspace,
    cards: &[Held],
    as_of: Instant,
) -> Result<Vec<Held>, Failure> {
    let here: BTreeSet<CardId> = cards.iter().map(|held| held.row.card).collect();
    let ranked = cards.iter().flat_map(|held| &held.customer.ruling.cards);
    let others: BTreeSet<CardId> =
        ranked.map(|standing| standing.card).filter(|card| !here.contains(card)).collect();
    let mut others = all_of(workspace, others, as_of)?;
    others.retain(|held| held.readable);
    Ok(others)
}

fn all_of(
    workspace: &Workspace,
    cards: impl IntoIterator<Item = CardId>,
    as_of: Instant,
) -> Result<Vec<Held>, Failure> {
    let mut all = Vec::new();
    for card in cards {
        let Some(row) = workspace.store().lead(card)? else { continue };
        let customer = workspace.customer(card, as_of)?;
        if !customer.cluster.cards.contains_key(&card) {
            continue;
        }
        let judgement = workspace.gather().judgement(card)?.map(|(_, judgement)| judgement.name());
        let readable = may_take(workspace, &row, as_of);
        let judgement = judgement.unwrap_or_default().to_owned();
        let erased = workspace.book().erasure(row.card).is_some();
        all.push(Held { row, customer, judgement, readable, erased });
    }
    all.sort_by_key(|held| (held.row.signed_ms, held.row.card));
    Ok(all)
}

/// A fair's customers that this laptop holds, each once by the card that counts.
pub(crate) fn customers_of(
    workspace: &Workspace,
    fair: &FairId,
    as_of: Instant,
) -> Result<Vec<(LeadRow, Customer)>, Failure> {
    let mut cards = held(workspace, fair, None, as_of)?;
    one_a_customer(&mut cards);
    Ok(cards.into_iter().map(|held| (held.row, held.customer)).collect())
}

/// The fair of a report, for somebody who takes part or leads there.
pub(super) fn fair_of<'w>(
    workspace: &'w Workspace,
    fair: &str,
    as_of: Instant,
) -> Result<&'w Fair, Failure> {
    fair_for(workspace, fair, Circle::Team, as_of)
}

/// The fair of a report that is for a circle.
pub(super) fn fair_for<'w>(
    workspace: &'w Workspace,
    fair: &str,
    circle: Circle,
    as_of: Instant,
) -> Result<&'w Fair, Failure> {
    let fair = workspace.book().company.fair(&FairId::new(fair), as_of);
    let read = fair.filter(|fair| workspace.reads_of_fair(&fair.id, circle, as_of));
    read.ok_or_else(|| Failure::refused(Rule::Syn04))
}

/// Whether the person at the desk answers for the whole fair: supervisor, head of its territory, headquarters.
pub(super) fn answers(workspace: &Workspace, fair: &FairId, as_of: Instant) -> bool {
    let company = &workspace.book().company;
    workspace.reads_of_fair(fair, Circle::Leaders, as_of)
        || me(workspace, as_of).is_some_and(|me| reads_fair(me, fair, company, as_of))
}

/// A day of a report.
pub(super) fn day_of(day: &str) -> Result<Day, Failure> {
    Day::parse(day).ok_or_else(|| Failure::field("field.day", "day"))
}

fn me(workspace: &Workspace, as_of: Instant) -> Option<&Person> {
    workspace.book().company.person(workspace.me(), as_of).filter(|me| me.active)
}
