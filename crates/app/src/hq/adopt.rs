//! Taking in what was signed after a revocation, record by record (SYN-04, SEC-09).

use domain::company::Role;
use domain::time::Instant;
use domain::{CardId, Rule};
use facts::payload::{Adoption, card_bytes};
use facts::{Enrolled, Fact, Key, Records, kind};
use ledger::{EnrolmentId, LogId, Record, RecordId, Seq};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::text::says_why;
use crate::view::{AdoptableRow, LostLaptopView};
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// How much of a revoked laptop's chain is looked through at once.
const CHAIN_BYTES_MAX: usize = 16 << 20;

/// Which record, and why.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Adopt {
    /// The record's id, hexadecimal.
    pub record: String,
    /// Why.
    pub reason: String,
}

/// Takes a record in that was signed after its author's laptop was revoked: it counts from now on with its
/// own words, and beats nothing that is better proven.
///
/// # Errors
/// SYN-04 for anybody but headquarters and the supervisor of the fair, for one's own, and for a record that
/// does not wait for it; `record.unknown`; `field.missing` without a reason; `field.too_long`.
pub fn adopt(workspace: &mut Workspace, now: &Now, input: Adopt) -> Result<(), Failure> {
    let as_of = workspace.as_of(now);
    says_why(&input.reason)?;
    let id = RecordId::from_hex(&input.record).ok_or_else(|| Failure::new("record.unknown"))?;
    let record = workspace.store().record(&id)?.ok_or_else(|| Failure::new("record.unknown"))?;
    let gather = workspace.gather();
    if !gather.waits_for_adoption(&record)? || !gather.may_adopt(workspace.me(), &record, as_of)? {
        return Err(Failure::refused(Rule::Syn04));
    }
    let cards = Fact::read(&record).map(|fact| fact.cards()).unwrap_or_default();
    let payload = Adoption {
        record: (*id.as_bytes()).into(),
        cards: cards.into_iter().map(card_bytes).collect(),
        reason: input.reason,
    };
    workspace.sign(vec![Fresh::open(kind::ADOPTION, payload.encode())], now)?;
    Ok(())
}

/// What waits for adoption, by laptop.
///
/// # Errors
/// What the database reports.
pub fn adoptable(
    workspace: &mut Workspace,
    now: &Now,
    (): (),
) -> Result<Vec<LostLaptopView>, Failure> {
    let as_of = workspace.as_of(now);
    let company = &workspace.book().company;
    let hq = company.holds(workspace.me(), Role::Hq, as_of);
    let supervises = company
        .fairs
        .values()
        .any(|versions| versions.at(as_of).is_some_and(|fair| fair.supervisor == *workspace.me()));
    if !hq && !supervises {
        return Ok(Vec::new());
    }
    let mut laptops = Vec::new();
    for (id, enrolled) in &workspace.book().enrolments {
        let Some(revoked) = enrolled.revoked else { continue };
        let records = rows(workspace, id, revoked, as_of)?;
        if !records.is_empty() {
            laptops.push(laptop(workspace, id, enrolled, revoked, records));
        }
    }
    Ok(laptops)
}

fn laptop(
    workspace: &Workspace,
    id: &EnrolmentId,
    enrolled: &Enrolled,
    revoked: Instant,
    records: Vec<AdoptableRow>,
) -> LostLaptopView {
    LostLaptopView {
        enrolment: id.to_string(),
        device: enrolled.device.clone(),
        person: workspace.name(&enrolled.person),
        revoked_ms: revoked.0,
        records,
    }
}

fn rows(
    workspace: &Workspace,
    enrolment: &EnrolmentId,
    revoked: Instant,
    as_of: Instant,
) -> Result<Vec<AdoptableRow>, Failure> {
    let mut found = Vec::new();
    for log in workspace.store().reaches(*enrolment)?.into_keys() {
        let before = seen_before(workspace, log, revoked)?;
        for record in workspace.store().held_of(log, before, CHAIN_BYTES_MAX)? {
            found.extend(row(workspace, &record, as_of)?);
        }
    }
    Ok(found)
}

/// How far the server had seen a chain before the revocation: up to there nothing waits for anybody.
fn seen_before(workspace: &Workspace, log: LogId, revoked: Instant) -> Result<Seq, Failure> {
    let receipts = workspace.store().under(&Key::Receipts(log), 0)?;
    let seen = receipts.iter().filter_map(|record| {
        let envelope = record.envelope();
        let by_server = workspace.book().is_server(&envelope.log.enrolment);
        let before = by_server && envelope.stamp.claimed_ms <= revoked.0;
        match Fact::read(record) {
            Ok(Fact::Receipt(receipt)) if before => Some(receipt.through),
            _ => None,
        }
    });
    Ok(seen.max().unwrap_or(Seq::ZERO))
}

fn row(
    workspace: &Workspace,
    record: &Record,
    as_of: Instant,
) -> Result<Option<AdoptableRow>, Failure> {
    let cards = Fact::read(record).map(|fact| fact.cards()).unwrap_or_default();
    let Some(card) = cards.first().copied() else { return Ok(None) };
    let gather = workspace.gather();
    if record.kind() == kind::DRAFT || !gather.waits_for_adoption(record)? {
        return Ok(None);
    }
    Ok(Some(AdoptableRow {
        record: record.id().to_string(),
        kind: record.kind().to_owned(),
        card: card.to_string(),
        company: company_of(workspace, card)?,
        erased: workspace.book().erasure(card).is_some(),
        at_ms: gather.act(record, ())?.time.at.0,
        may_adopt: gather.may_adopt(workspace.me(), record, as_of)?,
    }))
}

fn company_of(workspace: &Workspace, card: CardId) -> Result<String, Failure> {
    Ok(workspace.store().lead(card)?.map(|row| row.company).unwrap_or_default())
}
