//! What the evening desk shows.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::act::{Assignment, Target};
use domain::card::{CardFile, Source};
use domain::company::Role;
use domain::ruling::may_assign;
use domain::time::{Day, Instant};
use domain::{CardId, FairId, deadline};
use facts::{Customer, Fact, Gather};
use ledger::Record;
use serde::{Deserialize, Serialize};
use store::Store;
use ts_rs::TS;

use super::assign::candidate;
use super::hand_ins::hand_ins;
use super::memo::{Memo, Shown};
use super::office::{day_of, leads, led};
use super::package::seals_of_day;
use super::propose::contested;
use crate::capture::card_id;
use crate::explain::ruling_view;
use crate::leads::row_view;
use crate::view::{EveningCard, EveningView, PairView, SealRow};
use crate::visitor::came_by_phone;
use crate::workspace::{Workspace, deadlines};
use crate::{Failure, Now};
use crate::{cases, people};

/// Which evening.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EveningRef {
    /// Fair id.
    pub fair: String,
    /// Day, `2026-03-12`.
    pub day: String,
}

/// The evening of a fair's day, as far as this laptop holds it.
///
/// # Errors
/// SYN-04 for somebody who neither supervises nor leads there, `field.day`.
pub fn view(
    workspace: &mut Workspace,
    now: &Now,
    input: EveningRef,
) -> Result<EveningView, Failure> {
    let as_of = workspace.as_of(now);
    workspace.with_shown(as_of, |workspace, memo| of_day(workspace, memo, as_of, input))
}

fn of_day(
    workspace: &Workspace,
    memo: &mut Memo,
    as_of: Instant,
    input: EveningRef,
) -> Result<EveningView, Failure> {
    let day = day_of(&input.day)?;
    let fair = led(workspace, &FairId::new(&input.fair), as_of)?.clone();
    let company = &workspace.book().company;
    let hand_in_due = deadline::hand_in(&fair, day, &company.parameters(as_of), &company.zone);
    let seal_due = deadline::seal(day, &company.zone);

    let gather = workspace.gather();
    let days = memo.days(workspace, &gather, &fair.id)?;
    let ids: Vec<CardId> =
        days.get(&day).into_iter().flat_map(|cards| cards.keys()).copied().collect();
    let mut cards = Vec::new();
    for id in &ids {
        cards.push(shown(workspace, &gather, memo, *id, as_of)?.card.clone());
    }
    cards.sort_by(|a, b| (a.row.signed_ms, &a.row.card).cmp(&(b.row.signed_ms, &b.row.card)));
    let mut seen = BTreeSet::new();
    let duplicates = cards
        .iter()
        .filter(|card| card.ruling.cards.len() > 1 && seen.insert(card.ruling.customer.clone()))
        .cloned()
        .collect();
    let sealed = gather.seals(&fair.id)?.into_iter().rfind(|act| act.what.day == day);
    Ok(EveningView {
        fair: input.fair,
        day: day.to_string(),
        supervisor: fair.supervisor == *workspace.me(),
        hand_ins: hand_ins(workspace, memo, &fair.id, day, &ids, hand_in_due, as_of)?,
        duplicates,
        pairs: pairs_of_day(workspace, &gather, memo, &ids, as_of)?,
        cases: cases::open_of_fair(workspace, &fair.id, as_of)?,
        people: people::rows(workspace, Some(&fair), as_of),
        unevaluated: count(&cards, |card| card.judgement.is_empty()),
        dense: memo.dense_rows(workspace, &gather, &fair.id, day, as_of)?,
        uncountersigned: count(&cards, |card| !card.countersigned),
        cards,
        sealed_ms: sealed.as_ref().map(|act| act.time.at.0),
        package: newest_package(workspace, &fair.id, day)?,
        seal_due_ms: seal_due.0,
        hand_in_due_ms: hand_in_due.0,
    })
}

fn count(cards: &[EveningCard], what: impl Fn(&EveningCard) -> bool) -> u32 {
    u32::try_from(cards.iter().filter(|card| what(card)).count()).unwrap_or(u32::MAX)
}

/// A card on a desk: its ruling, and what the person at the desk may do with it.
pub(crate) fn desk_card(
    workspace: &Workspace,
    card: CardId,
    as_of: Instant,
) -> Result<EveningCard, Failure> {
    let mut memo = Memo::default();
    Ok(shown(workspace, &workspace.gather(), &mut memo, card, as_of)?.card.clone())
}

/// The same for a desk that remembers what it has worked out.
pub(super) fn shown(
    workspace: &Workspace,
    gather: &Gather<'_, Store>,
    memo: &mut Memo,
    card: CardId,
    as_of: Instant,
) -> Result<Arc<Shown>, Failure> {
    if let Some(known) = memo.shown(card) {
        return Ok(known);
    }
    let unknown = || Failure::new("lead.unknown");
    let customer = gather.customer(card, as_of)?.ok_or_else(unknown)?;
    let ruling = ruling_view(&customer, workspace.store(), workspace.book())?;
    let due = deadlines(workspace.store(), workspace.book(), &customer, as_of)?;
    let mut paired = false;
    for card in customer.cluster.cards.keys() {
        paired |= !memo.probable(gather, *card, as_of)?.is_empty();
    }
    let contested = contested(&customer, paired).map(|rule| rule.id().to_owned());
    // What is said of the customer is worked out once for all of his cards.
    let members: BTreeSet<CardId> = customer.cluster.cards.keys().copied().collect();
    for (id, file) in &customer.cluster.cards {
        let Some(row) = workspace.store().lead(*id)? else { continue };
        let judgement = gather.judgement(*id)?;
        let desk = EveningCard {
            matter: row.matter.clone(),
            source: row.source.clone(),
            ruling: ruling.clone(),
            judgement: judgement
                .map(|(_, judgement)| judgement.name())
                .unwrap_or_default()
                .to_owned(),
            changed_ms: judgement.map(|(at, _)| at).max(file.possession).map(|at| at.0),
            countersigned: file.countersigned_by.iter().any(|leader| leader != file.signer()),
            may_countersign: leads(workspace, as_of) && file.signer() != workspace.me(),
            assign_refused: assign_refusal(workspace, &customer, *id, as_of),
            assign_due_ms: due.get("assign").map(|at| at.0),
            unattended: file.signed.what.unattended,
            contested: contested.clone().unwrap_or_default(),
            row: row_view(workspace, &row),
        };
        let from_paper = is_from_paper(workspace, file)?;
        memo.keep(*id, Shown::new(desk, file, from_paper, members.clone(), row.wake_ms));
    }
    memo.shown(card).ok_or_else(unknown)
}

/// Whether there is a paper to be counted with a card (FAIR-09): a business card, or a form. What a visitor filled
/// in on his phone never was one.
fn is_from_paper(workspace: &Workspace, file: &CardFile) -> Result<bool, Failure> {
    Ok(match file.signed.what.source {
        Source::BusinessCard => true,
        Source::SelfFilled => !came_by_phone(workspace, file.id())?,
        _ => false,
    })
}

/// The rule that keeps the person at the desk from assigning a customer, or nothing.
fn assign_refusal(
    workspace: &Workspace,
    customer: &Customer,
    card: CardId,
    as_of: Instant,
) -> String {
    // Asked with a reason and without the override: what the form can always supply.
    let someone = customer.ruling.proposal.clone().unwrap_or_else(|| workspace.me().clone());
    let assignment = Assignment {
        card,
        to: Target::Person(someone),
        reason: "…".to_owned(),
        overriding: false,
        discussion: Vec::new(),
        seen: Vec::new(),
        dealt: None,
    };
    let candidate = candidate(workspace.me().clone(), as_of, assignment);
    let company = &workspace.book().company;
    match may_assign(&candidate, &customer.cluster, company, as_of) {
        Ok(_) => String::new(),
        Err(rule) => rule.id().to_owned(),
    }
}

/// The hash of the newest package of a day; empty while there is none.
pub(crate) fn newest_package(
    workspace: &Workspace,
    fair: &FairId,
    day: Day,
) -> Result<String, Failure> {
    let newest = newest_seal(workspace, fair, day)?;
    Ok(newest.map(|sealed| sealed.package).unwrap_or_default())
}

/// The newest package of a day.
pub(crate) fn newest_seal(
    workspace: &Workspace,
    fair: &FairId,
    day: Day,
) -> Result<Option<SealRow>, Failure> {
    Ok(seals_of_day(workspace, fair, day)?.pop().map(|sealed| sealed.row))
}

/// Probable duplicates among cards (DUP-02), each pair once.
pub(crate) fn pairs_of(
    workspace: &Workspace,
    cards: &[CardId],
    as_of: Instant,
) -> Result<Vec<PairView>, Failure> {
    pairs_of_day(workspace, &workspace.gather(), &mut Memo::default(), cards, as_of)
}

fn pairs_of_day(
    workspace: &Workspace,
    gather: &Gather<'_, Store>,
    memo: &mut Memo,
    cards: &[CardId],
    as_of: Instant,
) -> Result<Vec<PairView>, Failure> {
    let mut pairs = BTreeSet::new();
    for card in cards {
        pairs.extend(memo.probable(gather, *card, as_of)?.iter().copied());
    }
    let mut views = Vec::new();
    for (a, b) in pairs {
        let (Some(a_row), Some(b_row)) = (workspace.store().lead(a)?, workspace.store().lead(b)?)
        else {
            continue;
        };
        views.push(PairView {
            may_decide: may_decide(workspace, &[a, b], as_of)?,
            a: row_view(workspace, &a_row),
            b: row_view(workspace, &b_row),
        });
    }
    Ok(views)
}

/// The CRM centre decides; the fair's supervisor provisionally about cards of his fair (DUP-02), except over what is
/// final (SYN-03).
pub(crate) fn may_decide(
    workspace: &Workspace,
    cards: &[CardId],
    as_of: Instant,
) -> Result<bool, Failure> {
    let company = &workspace.book().company;
    let central =
        [Role::CrmCentre, Role::Hq].iter().any(|role| company.holds(workspace.me(), *role, as_of));
    if central {
        return Ok(true);
    }
    for (at, card) in cards.iter().enumerate() {
        for other in &cards[at + 1..] {
            if workspace.gather().settled_apart(*card, *other, as_of)? {
                return Ok(false);
            }
        }
    }
    for card in cards {
        let signed = workspace.card_record(*card)?;
        let fair = signed.as_ref().and_then(fair_of).and_then(|fair| company.fair(&fair, as_of));
        if fair.is_none_or(|fair| fair.supervisor != *workspace.me()) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn fair_of(record: &Record) -> Option<FairId> {
    match Fact::read(record) {
        Ok(Fact::Card(card)) => card.fair,
        _ => None,
    }
}

/// Reads card ids that came through the door.
pub(crate) fn card_ids(texts: &[String]) -> Result<Vec<CardId>, Failure> {
    texts.iter().map(|text| card_id(text)).collect()
}
