//! What the evening desk shows.

use std::collections::{BTreeMap, BTreeSet};

use domain::act::{Assignment, Target};
use domain::company::Role;
use domain::ruling::may_assign;
use domain::time::{Day, Instant};
use domain::{CardId, FairId, PersonId, Rule, deadline};
use facts::{Customer, Fact, Key, Records, payload};
use ledger::{EnrolmentId, Record, WhichPart};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::assign::candidate;
use super::density::dense_of;
use super::office::{cards_of_day, leads};
use crate::capture::card_id;
use crate::explain::ruling_view;
use crate::leads::row_view;
use crate::view::{EveningCard, EveningView, HandInRow, PairView};
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
    let fair_id = FairId::new(&input.fair);
    let day = Day::parse(&input.day).ok_or_else(|| Failure::field("field.day", "day"))?;
    let company = &workspace.book().company;
    let fair = company.fair(&fair_id, as_of).ok_or_else(|| Failure::refused(Rule::Syn04))?.clone();
    let supervisor = fair.supervisor == *workspace.me();
    let leader = leads(workspace, as_of) && fair.has(workspace.me());
    if !supervisor && !leader {
        return Err(Failure::refused(Rule::Syn04));
    }
    let parameters = company.parameters(as_of);
    let hand_in_due = deadline::hand_in(&fair, day, &parameters, &company.zone);
    let seal_due = deadline::seal(day, &company.zone);

    let ids = cards_of_day(workspace, &fair_id, day)?;
    let mut cards = Vec::new();
    for id in &ids {
        cards.push(desk_card(workspace, *id, as_of)?);
    }
    cards.sort_by(|a, b| (a.row.signed_ms, &a.row.card).cmp(&(b.row.signed_ms, &b.row.card)));
    let mut shown = BTreeSet::new();
    let duplicates = cards
        .iter()
        .filter(|card| card.ruling.cards.len() > 1 && shown.insert(card.ruling.customer.clone()))
        .cloned()
        .collect();
    let sealed = newest_seal(workspace, &fair_id, day)?;
    Ok(EveningView {
        fair: input.fair,
        day: day.to_string(),
        supervisor,
        hand_ins: hand_ins(workspace, &fair_id, day, &ids, hand_in_due)?,
        duplicates,
        pairs: pairs_of(workspace, &ids, as_of)?,
        cases: cases::open_of_fair(workspace, &fair_id, as_of)?,
        people: people::rows(workspace, Some(&fair), as_of),
        unevaluated: count(&cards, |card| card.judgement.is_empty()),
        dense: dense_of(workspace, &fair_id, Some(day), as_of)?,
        uncountersigned: count(&cards, |card| !card.countersigned),
        cards,
        sealed_ms: sealed.as_ref().map(|(at, _)| at.0),
        package: sealed.map(|(_, package)| package).unwrap_or_default(),
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
    let customer = workspace.customer(card, as_of)?;
    let row = workspace.store().lead(card)?.ok_or_else(|| Failure::new("lead.unknown"))?;
    let file = &customer.cluster.cards[&card];
    let judgement = workspace.gather().judgement(card)?;
    let due = deadlines(workspace.store(), workspace.book(), &customer, as_of)?;
    Ok(EveningCard {
        row: row_view(workspace, &row),
        matter: row.matter.clone(),
        source: row.source.clone(),
        ruling: ruling_view(&customer, workspace.store(), workspace.book())?,
        judgement: judgement.map(|(_, judgement)| judgement.name().to_owned()).unwrap_or_default(),
        changed_ms: judgement.map(|(at, _)| at).max(file.possession).map(|at| at.0),
        countersigned: file.countersigned_by.iter().any(|leader| leader != file.signer()),
        may_countersign: leads(workspace, as_of) && file.signer() != workspace.me(),
        assign_refused: assign_refusal(workspace, &customer, card, as_of),
        assign_due_ms: due.get("assign").map(|at| at.0),
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
    };
    let candidate = candidate(workspace.me().clone(), as_of, assignment);
    let company = &workspace.book().company;
    match may_assign(&candidate, &customer.cluster, company, as_of) {
        Ok(_) => String::new(),
        Err(rule) => rule.id().to_owned(),
    }
}

/// The newest seal of a day: when, and the hash of its package, hexadecimal.
pub(crate) fn newest_seal(
    workspace: &Workspace,
    fair: &FairId,
    day: Day,
) -> Result<Option<(Instant, String)>, Failure> {
    let mut newest = None;
    for record in workspace.fair_days(fair)? {
        let Ok(Fact::Seal(seal)) = Fact::read(&record) else { continue };
        if seal.day != day {
            continue;
        }
        let at = workspace.gather().act(&record, ())?.time.at;
        let payload = record.part(WhichPart::Ranking).and_then(payload::Seal::decode);
        let hash = payload.map(|seal| *seal.hash).unwrap_or_default();
        let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        newest = newest.max(Some((at, hash)));
    }
    Ok(newest)
}

/// Who has handed in, and who has not.
pub(crate) fn hand_ins(
    workspace: &Workspace,
    fair_id: &FairId,
    day: Day,
    cards: &[CardId],
    due: Instant,
) -> Result<Vec<HandInRow>, Failure> {
    let company = &workspace.book().company;
    let Some(fair) = company.fairs.get(fair_id).and_then(|versions| versions.latest()) else {
        return Ok(Vec::new());
    };
    let mut held: BTreeMap<PersonId, (u32, Option<Instant>)> = BTreeMap::new();
    for card in cards {
        let Some(customer) = workspace.gather().customer(*card, due)? else { continue };
        let file = &customer.cluster.cards[card];
        let entry = held.entry(file.signer().clone()).or_default();
        entry.0 += 1;
        entry.1 = [entry.1, file.possession].into_iter().flatten().min();
    }
    let mut statements: BTreeMap<PersonId, (Instant, u32, u32)> = BTreeMap::new();
    for record in workspace.fair_days(fair_id)? {
        let Ok(Fact::HandIn { day: of, drafts, paper, .. }) = Fact::read(&record) else { continue };
        if of == day {
            let act = workspace.gather().act(&record, ())?;
            let drafts = u32::try_from(drafts.len()).unwrap_or(u32::MAX);
            let stated = (act.time.at, drafts, paper);
            let newest = statements.entry(act.by).or_insert(stated);
            *newest = (*newest).max(stated);
        }
    }
    let gaps = register_gaps(workspace, fair_id)?;
    let row = |person: &PersonId| {
        let (cards, received) = held.get(person).copied().unwrap_or_default();
        let stated = statements.get(person);
        HandInRow {
            person: person.to_string(),
            name: workspace.name(person),
            cards,
            drafts: stated.map_or(0, |(_, drafts, _)| *drafts),
            paper: stated.map_or(0, |(_, _, paper)| *paper),
            stated_ms: stated.map(|(at, _, _)| at.0),
            received_ms: received.map(|at| at.0),
            late: received.is_some_and(|at| at > due),
            gaps: gaps.get(person).copied().unwrap_or(0),
        }
    };
    // Nobody hands in to himself.
    Ok(fair.team.iter().filter(|person| **person != fair.supervisor).map(row).collect())
}

/// Numbers that are missing in each person's registers of a fair (FAIR-18): 1, 2, 3 … without gaps, for
/// every device of his; one that took another's place goes on from what that one had come to. A card that was
/// taken back keeps its number.
fn register_gaps(workspace: &Workspace, fair: &FairId) -> Result<BTreeMap<PersonId, u32>, Failure> {
    let mut registers: BTreeMap<(PersonId, EnrolmentId), BTreeSet<u32>> = BTreeMap::new();
    for record in workspace.store().under(&Key::FairCards(fair.clone()), 0)? {
        if let Ok(Fact::Card(card)) = Fact::read(&record) {
            let author = PersonId::new(&record.envelope().author);
            let register = (author, record.envelope().log.enrolment);
            registers.entry(register).or_default().insert(card.register);
        }
    }
    let mut gaps: BTreeMap<PersonId, u32> = BTreeMap::new();
    for ((person, device), numbers) in &registers {
        let (first, last) = (numbers.first().copied(), numbers.last().copied());
        let others = registers.iter().filter(|((of, other), _)| of == person && other != device);
        let before = others.filter_map(|(_, taken)| taken.range(..first.unwrap_or(0)).next_back());
        let begun = before.max().copied().unwrap_or(0);
        let held = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        let missing = last.unwrap_or(0).saturating_sub(begun).saturating_sub(held);
        *gaps.entry(person.clone()).or_default() += missing;
    }
    Ok(gaps)
}

/// Probable duplicates among cards (DUP-02), each pair once.
pub(crate) fn pairs_of(
    workspace: &Workspace,
    cards: &[CardId],
    as_of: Instant,
) -> Result<Vec<PairView>, Failure> {
    let mut pairs = BTreeSet::new();
    for card in cards {
        pairs.extend(workspace.gather().probable(*card, as_of)?);
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
