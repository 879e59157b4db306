//! A sealed day package, opened: for whoever sealed it, and for headquarters (FAIR-08, E4).

use std::collections::BTreeSet;

use domain::company::Fair;
use domain::time::{Day, Instant};
use domain::{CardId, FairId, PersonId, Rule, deadline};
use facts::payload::{self, card_id};
use facts::{Discussed, package};
use ledger::{Record, RecordId, WhichPart};

use super::hand_ins::hand_ins;
use super::meeting::discussion_view;
use super::memo::Memo;
use super::office::{day_of, led};
use crate::explain::territory_name_of;
use crate::leads::row_view;
use crate::view::{LossRow, PackageCard, PackageRef, PackageView, SealRow};
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// A package of a day that counts, and its record.
pub(super) struct SealedPackage {
    pub(super) row: SealRow,
    by: PersonId,
    payload: payload::Seal,
    record: Record,
}

/// The packages of a day that count, in order of signing: those of whoever supervised the fair when he sealed
/// them.
pub(super) fn seals_of_day(
    workspace: &Workspace,
    fair: &FairId,
    day: Day,
) -> Result<Vec<SealedPackage>, Failure> {
    let mut seals = Vec::new();
    let gather = workspace.gather();
    for record in workspace.fair_days(fair)? {
        let Some(act) = gather.seal(&record)?.filter(|act| act.what.day == day) else { continue };
        let part = record.part(WhichPart::Ranking);
        let Some(payload) = part.and_then(payload::Seal::decode) else { continue };
        let row = SealRow {
            at_ms: act.time.at.0,
            received_ms: workspace.received(&record)?.map(|at| at.0),
            cards: u32::try_from(payload.cards.len()).unwrap_or(u32::MAX),
            package: package::hex(&payload.hash),
            reason: payload.reason.clone(),
        };
        seals.push((act.id, SealedPackage { row, by: act.by, payload, record }));
    }
    seals.sort_by_key(|(id, sealed)| (sealed.row.at_ms, *id));
    Ok(seals.into_iter().map(|(_, sealed)| sealed).collect())
}

/// Opens a package.
///
/// # Errors
/// SYN-04 for somebody who neither leads there nor sees everything, `field.day`; `package.unknown` where no
/// such package is here.
pub fn open(
    workspace: &mut Workspace,
    now: &Now,
    input: PackageRef,
) -> Result<PackageView, Failure> {
    opened(workspace, now, &input)
}

/// The same, for whoever makes more of it.
pub(crate) fn opened(
    workspace: &Workspace,
    now: &Now,
    input: &PackageRef,
) -> Result<PackageView, Failure> {
    let as_of = workspace.as_of(now);
    let day = day_of(&input.day)?;
    let fair = readable(workspace, now, &FairId::new(&input.fair), as_of)?;
    let seals = seals_of_day(workspace, &fair.id, day)?;
    let versions = seals.iter().rev().map(|sealed| sealed.row.package.clone()).collect();
    let first = seals.first().map(|sealed| (sealed.row.at_ms, sealed.row.received_ms));
    let wanted =
        |sealed: &SealedPackage| input.package.is_empty() || sealed.row.package == input.package;
    let unknown = || Failure::new("package.unknown");
    let sealed = seals.into_iter().rev().find(wanted).ok_or_else(unknown)?;

    let judged = sealed.record.part(WhichPart::Content).and_then(payload::Sealed::decode);
    let judged = judged.map(|sealed| sealed.judged).unwrap_or_default();
    let ids: Vec<CardId> = sealed.payload.cards.iter().map(card_id).collect();
    let mut cards = Vec::new();
    let mut hashed: Vec<(RecordId, &str)> = Vec::new();
    for (at, id) in ids.iter().enumerate() {
        let judgement = judged.get(at).map_or("", String::as_str);
        let Some(record) = workspace.card_record(*id)? else { continue };
        hashed.push((record.id(), judgement));
        cards.extend(package_card(workspace, *id, judgement, as_of)?);
    }
    cards.sort_by(|a, b| (a.row.signed_ms, &a.row.card).cmp(&(b.row.signed_ms, &b.row.card)));
    let same = package::hash(&sealed.payload, &hashed) == *sealed.payload.hash;
    let check = match () {
        () if same => "whole",
        () if hashed.len() < ids.len() || judged.len() < ids.len() => "lacking",
        () => "differs",
    };
    let discussed = workspace.gather().discussion(&fair.id, day)?;
    let discussed = discussed.filter(|discussed| {
        sealed.payload.discussion.is_some_and(|named| *named == discussed.act.id.0)
    });
    let status = deadline::package_status(
        day,
        first.map(|(at, _)| Instant(at)),
        first.and_then(|(_, received)| received).map(Instant),
        as_of,
        &workspace.book().company.zone,
    );
    Ok(PackageView {
        fair: fair.id.to_string(),
        fair_name: fair.name.clone(),
        place: fair.place.clone(),
        day: day.to_string(),
        supervisor: workspace.name(&sealed.by),
        status: status.name().to_owned(),
        check: check.to_owned(),
        lacking: u32::try_from(ids.len() - hashed.len()).unwrap_or(u32::MAX),
        losses: losses(workspace, &fair, day, &ids, as_of)?,
        absent: absent(workspace, &fair, discussed.as_ref()),
        discussion: discussed.map(|discussed| discussion_view(workspace, &discussed)),
        seal: sealed.row,
        cards,
        versions,
    })
}

/// The fair, for whoever leads there or sees everything.
fn readable(
    workspace: &Workspace,
    now: &Now,
    fair: &FairId,
    as_of: Instant,
) -> Result<Fair, Failure> {
    let company = &workspace.book().company;
    let person = company.person(workspace.me(), as_of);
    if !person.is_some_and(|person| person.sees_everything()) {
        return led(workspace, fair, as_of).cloned();
    }
    crate::lease::holds(workspace, now)?;
    company.fair(fair, as_of).cloned().ok_or_else(|| Failure::refused(Rule::Syn04))
}

fn package_card(
    workspace: &Workspace,
    card: CardId,
    judgement: &str,
    as_of: Instant,
) -> Result<Option<PackageCard>, Failure> {
    let Some(row) = workspace.store().lead(card)? else { return Ok(None) };
    let customer = workspace.customer(card, as_of)?;
    let ruling = &customer.ruling;
    let name = |person: &PersonId| workspace.name(person);
    let signed_off = customer.cluster.cards.get(&card).map(|file| {
        let others = file.countersigned_by.iter().filter(|leader| *leader != file.signer());
        others.map(name).collect()
    });
    Ok(Some(PackageCard {
        row: row_view(workspace, &row),
        judgement: judgement.to_owned(),
        territory: territory_name_of(ruling.territory).to_owned(),
        proposal_name: ruling.proposal.as_ref().map(name).unwrap_or_default(),
        customers_cards: u32::try_from(customer.cluster.cards.len()).unwrap_or(u32::MAX),
        effective: ruling.effective == Some(card),
        countersigned_by: signed_off.unwrap_or_default(),
    }))
}

/// Participants of whom something is missing.
fn losses(
    workspace: &Workspace,
    fair: &Fair,
    day: Day,
    cards: &[CardId],
    as_of: Instant,
) -> Result<Vec<LossRow>, Failure> {
    let company = &workspace.book().company;
    let zone = &company.zone;
    let due = deadline::hand_in(fair, day, &company.parameters(zone.end(day)), zone);
    let mut held = Vec::new();
    for card in cards {
        if workspace.store().lead(*card)?.is_some() {
            held.push(*card);
        }
    }
    let rows = hand_ins(workspace, &mut Memo::default(), &fair.id, day, &held, due, as_of)?;
    let losses = rows.into_iter().map(|row| LossRow {
        not_stated: row.stated_ms.is_none(),
        name: row.name,
        late: row.late,
        drafts: u32::try_from(row.unsigned.len()).unwrap_or(u32::MAX),
        gaps: row.gaps,
    });
    let lost = |row: &LossRow| row.not_stated || row.late || row.drafts > 0 || row.gaps > 0;
    Ok(losses.filter(lost).collect())
}

fn absent(workspace: &Workspace, fair: &Fair, discussed: Option<&Discussed>) -> Vec<String> {
    let Some(discussed) = discussed else { return Vec::new() };
    let there: BTreeSet<&PersonId> = discussed.act.what.people.iter().collect();
    let others =
        fair.team.iter().filter(|person| **person != fair.supervisor && !there.contains(person));
    others.map(|person| workspace.name(person)).collect()
}
