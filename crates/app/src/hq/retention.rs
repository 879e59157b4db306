//! Customers about whom nothing was said for so long that headquarters is asked whether to erase them (SEC-01,
//! SYN-09). They are proposals: nothing is erased by itself.
//!
//! A customer counts as converted once there is an order; orders are not recorded yet, so none does.

use std::collections::BTreeSet;

use domain::time::Instant;
use domain::{CardId, deadline};
use facts::{Key, Records, Subject};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::erase::{Orders, headquarters, order};
use super::register;
use crate::capture::card_id;
use crate::text::says_why;
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// How many are shown at once, those untouched for longest first.
const SHOWN_MAX: usize = 200;

/// What headquarters may have erased.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RetentionView {
    /// After how many months without a word about a customer.
    #[ts(type = "number")]
    pub months: i64,
    /// How many cards there are.
    pub total: u32,
    /// The first of them.
    pub rows: Vec<RetentionRow>,
}

/// A card that may be erased.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RetentionRow {
    /// Which.
    pub card: String,
    /// Customer.
    pub company: String,
    /// Contact.
    pub person: String,
    /// Who signed it, by name.
    pub signer: String,
    /// When.
    #[ts(type = "number")]
    pub signed_ms: i64,
    /// When somebody last said anything about the customer.
    #[ts(type = "number")]
    pub touched_ms: i64,
    /// Since when it may be erased.
    #[ts(type = "number")]
    pub due_ms: i64,
}

/// Cards to be erased, and why.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EraseProposed {
    /// The cards.
    pub cards: Vec<String>,
    /// Why. Only headquarters' laptops and the server get it.
    pub reason: String,
}

/// What is proposed.
///
/// # Errors
/// SYN-04 for anybody but headquarters.
pub fn retention(workspace: &mut Workspace, now: &Now, (): ()) -> Result<RetentionView, Failure> {
    let as_of = headquarters(workspace, now)?;
    let months = workspace.book().company.parameters(as_of).retention_months;
    let orders = Orders::read(workspace)?;
    let mut rows = Vec::new();
    for card in workspace.store().lead_cards()? {
        rows.extend(proposal(workspace, &orders, card, as_of)?);
    }
    rows.sort_by(|a, b| (a.touched_ms, &a.card).cmp(&(b.touched_ms, &b.card)));
    let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    rows.truncate(SHOWN_MAX);
    Ok(RetentionView { months, total, rows })
}

/// Orders that some of what is proposed be erased, all of it or none.
///
/// # Errors
/// SYN-04 for anybody but headquarters, `card.not_proposed` for a card that was touched since, as
/// [`super::erase()`].
pub fn erase_proposed(
    workspace: &mut Workspace,
    now: &Now,
    input: EraseProposed,
) -> Result<(), Failure> {
    let as_of = headquarters(workspace, now)?;
    says_why(&input.reason)?;
    let cards = input.cards.iter().map(|card| card_id(card));
    let cards = cards.collect::<Result<BTreeSet<CardId>, _>>()?;
    let orders = Orders::read(workspace)?;
    for card in &cards {
        if proposal(workspace, &orders, *card, as_of)?.is_none() {
            return Err(Failure::new("card.not_proposed"));
        }
    }
    let mut subjects: BTreeSet<Subject> = cards.iter().copied().map(Subject::from).collect();
    subjects.extend(register::made_into(workspace, &cards, as_of)?);
    order(workspace, now, subjects, &input.reason)
}

/// A card, if it may be erased.
fn proposal(
    workspace: &Workspace,
    orders: &Orders<'_>,
    card: CardId,
    as_of: Instant,
) -> Result<Option<RetentionRow>, Failure> {
    let Some(row) = workspace.store().lead(card)? else { return Ok(None) };
    let company = &workspace.book().company;
    let parameters = company.parameters(as_of);
    let due = |touched| deadline::retention(touched, &parameters, &company.zone);
    let ordered = orders.about(card)?.is_some();
    if ordered || due(Instant(row.signed_ms)) > as_of {
        return Ok(None);
    }
    let mut touched = Instant(row.signed_ms);
    for member in workspace.store().leads_of_customer(row.customer)? {
        for record in workspace.store().under(&Key::Card(member.card), 0)? {
            if !workspace.book().is_server(&record.envelope().log.enrolment) {
                touched = touched.max(workspace.gather().act(&record, ())?.time.at);
            }
        }
    }
    let due = due(touched);
    Ok((due <= as_of).then(|| RetentionRow {
        card: card.to_string(),
        company: row.company,
        person: row.person,
        signer: workspace.name(&domain::PersonId::new(&row.signer)),
        signed_ms: row.signed_ms,
        touched_ms: touched.0,
        due_ms: due.0,
    }))
}
