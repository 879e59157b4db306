//! A fair's plan for people (E1).

use std::collections::BTreeSet;

use domain::FactId;
use domain::audience::Circle;
use domain::card::Act;
use domain::company::{Fair, Role};
use domain::fair::handover::{Pair, days_late, due};
use domain::fair::preparation::{Item, Reminder, may_prepare, reminder};
use domain::time::Instant;
use facts::payload::{ItemContent, Remark};
use facts::{Preparation, Records};
use ledger::{Record, RecordId, WhichPart};

use super::fair;
use crate::booth::Form;
use crate::imports::hex;
use crate::view::{
    FairPlanView, HandedView, OfferView, PlanItemView, PlanRef, PlanVersionView, VoidView,
};
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// What is prepared for a fair, and how its hand-over stands.
///
/// # Errors
/// `fair.unknown`, for a fair that the person has no part in too; `store` when the disk fails.
pub fn view(workspace: &Workspace, now: &Now, input: PlanRef) -> Result<FairPlanView, Failure> {
    let as_of = workspace.as_of(now);
    let fair = fair(workspace, &input.fair, as_of)?;
    let (me, company) = (workspace.me(), &workspace.book().company);
    if !workspace.reads_of_fair(&fair.id, Circle::Preparation, as_of) {
        return Err(Failure::new("fair.unknown"));
    }
    let prepared = workspace.gather().preparation(&fair.id)?;
    let complete_at = complete_at(&prepared);
    let parameters = company.parameters(as_of);
    let today = company.zone.day(as_of);
    let days_left = fair.days.iter().min().map(|first| first.days_since(today));
    let reminder = reminded(workspace, fair, complete_at, as_of);
    let mut items = Vec::new();
    for (id, item) in &prepared.items {
        let earlier = item.earlier.iter().map(|act| version(workspace, act));
        let earlier = earlier.collect::<Result<_, _>>()?;
        let row = PlanItemView { item: hex(&id.0), now: version(workspace, &item.now)?, earlier };
        items.push((item.now.what.list, row));
    }
    items.sort_by(|(list, a), (other, b)| {
        (list, &a.now.name, &a.item).cmp(&(other, &b.now.name, &b.item))
    });
    let pairs = prepared.handover.pairs.iter();
    let giveaways = giveaways(&prepared);
    let void = prepared.handover.void.iter();
    Ok(FairPlanView {
        fair: fair.id.to_string(),
        name: fair.name.clone(),
        supervisor_name: workspace.name(&fair.supervisor),
        days_left,
        due: due(fair, &parameters).map(|day| day.to_string()),
        complete_at_ms: complete_at.map(|at| at.0),
        days_late: days_late(fair, complete_at, &parameters, &company.zone, as_of),
        reminder: reminder.map(|due| due.days()),
        may_prepare: may_prepare(me, company, as_of),
        unfinished: workspace.store().autosave(&Form::Item.key(fair.id.as_str()))?,
        unfinished_handover: workspace.store().autosave(&Form::Handover.key(fair.id.as_str()))?,
        may_receive: fair.supervisor == *me,
        items: items.into_iter().map(|(_, row)| row).collect(),
        offers: pairs.map(|pair| offer(workspace, pair, &giveaways)).collect::<Result<_, _>>()?,
        void: void
            .map(|(id, why)| VoidView { id: id.to_string(), why: why.name().to_owned() })
            .collect(),
    })
}

/// The reminder of what is not handed over that holds for the person at the desk: marketing from ten days before,
/// headquarters from seven (FAIR-03, D1), until the last day is over.
pub(super) fn reminded(
    workspace: &Workspace,
    fair: &Fair,
    complete_at: Option<Instant>,
    as_of: Instant,
) -> Option<Reminder> {
    let (me, company) = (workspace.me(), &workspace.book().company);
    let today = company.zone.day(as_of);
    if complete_at.is_some() || fair.days.iter().max().is_none_or(|last| *last < today) {
        return None;
    }
    let first = fair.days.iter().min()?;
    let reminder = reminder(first.days_since(today))?;
    let prepares = company.holds(me, Role::Marketing, as_of);
    let oversees = reminder.escalates() && company.holds(me, Role::Hq, as_of);
    (prepares || oversees).then_some(reminder)
}

/// When everything that is wanted had been received. A list on which nothing stands yet has not been handed over.
pub(super) fn complete_at(prepared: &Preparation) -> Option<Instant> {
    let wanted = prepared.wanted();
    prepared.handover.complete_at(&wanted).filter(|_| !wanted.is_empty())
}

fn record(workspace: &Workspace, id: FactId) -> Result<Option<Record>, Failure> {
    Ok(workspace.store().record(&RecordId::new(id.0))?)
}

/// The words of a version; empty where they are not held here.
pub(super) fn words(workspace: &Workspace, version: FactId) -> Result<ItemContent, Failure> {
    let record = record(workspace, version)?;
    let part = record.as_ref().and_then(|record| record.part(WhichPart::Content));
    Ok(part.and_then(ItemContent::decode).unwrap_or_default())
}

/// What an item is called in a version; empty where its words are not held here.
pub(crate) fn item_name(workspace: &Workspace, version: FactId) -> Result<String, Failure> {
    Ok(words(workspace, version)?.name)
}

fn version(workspace: &Workspace, act: &Act<Item>) -> Result<PlanVersionView, Failure> {
    let words = words(workspace, act.id)?;
    Ok(PlanVersionView {
        list: act.what.list.name().to_owned(),
        name: words.name,
        kind: words.kind,
        quantity: act.what.quantity,
        owner: act.what.owner.as_ref().map(ToString::to_string),
        owner_name: act.what.owner.as_ref().map(|owner| workspace.name(owner)),
        due: act.what.due.map(|day| day.to_string()),
        done: act.what.done.map(|day| day.to_string()),
        dropped: act.what.dropped,
        giveaway: act.what.giveaway,
        remarks: words.remarks,
        by: workspace.name(&act.by),
        at_ms: act.time.at.0,
    })
}

/// The versions that say that an item is for the visitors.
fn giveaways(prepared: &Preparation) -> BTreeSet<FactId> {
    let versions = prepared.items.values().flat_map(|item| item.earlier.iter().chain([&item.now]));
    versions.filter(|act| act.what.giveaway).map(|act| act.id).collect()
}

fn offer(
    workspace: &Workspace,
    pair: &Pair,
    giveaways: &BTreeSet<FactId>,
) -> Result<OfferView, Failure> {
    let differing = pair.differing();
    let receipt = pair.receipt.as_ref();
    let mut items = Vec::new();
    for (id, offered) in &pair.offer.what.items {
        let received = receipt.map(|receipt| receipt.what.items.get(id).copied());
        items.push(HandedView {
            item: hex(&id.0),
            name: item_name(workspace, offered.version)?,
            giveaway: giveaways.contains(&offered.version),
            quantity: offered.pieces.quantity,
            condition: offered.pieces.condition.name().to_owned(),
            received: received.map(|pieces| pieces.map_or(0, |pieces| pieces.quantity)),
            received_condition: received.flatten().map(|p| p.condition.name().to_owned()),
            differs: differing.contains(id),
        });
    }
    let remarks = |id: FactId| -> Result<String, Failure> {
        Ok(record(workspace, id)?.as_ref().map(Remark::beside).unwrap_or_default())
    };
    Ok(OfferView {
        id: pair.offer.id.to_string(),
        by: workspace.name(&pair.offer.by),
        at_ms: pair.offer.time.at.0,
        remarks: remarks(pair.offer.id)?,
        items,
        received_by: receipt.map(|receipt| workspace.name(&receipt.by)),
        received_at_ms: receipt.map(|receipt| receipt.time.at.0),
        received_remarks: receipt.map_or(Ok(String::new()), |receipt| remarks(receipt.id))?,
    })
}
