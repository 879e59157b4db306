//! Erasing personal data on request (SEC-14).

use std::collections::{BTreeMap, BTreeSet};

use domain::company::Role;
use domain::time::Instant;
use domain::{CardId, PersonId, Rule};
use facts::payload::Remark;
use facts::{Fact, Key, Records, Subject, kind, payload};
use ledger::Record;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::register::{self, ErasableLine};
use crate::capture::card_id;
use crate::leads::usage_written;
use crate::text::says_why;
use crate::view::ErasureView;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// What is to be erased, and why.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Erase {
    /// The card; null for lines of the register alone.
    pub card: Option<String>,
    /// Lines of the register of visitors and calls. Those of which the card was made go with it unsaid.
    #[serde(default)]
    pub lines: Vec<String>,
    /// Why. Only headquarters' laptops and the server get it.
    pub reason: String,
}

/// Beside what somebody looks for others.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Erasing {
    /// The card; null for a line of the register.
    pub card: Option<String>,
    /// The line; null for a card.
    pub line: Option<String>,
}

/// The lines of the register that go with a card, and those that seem to be about the same person as a card or a
/// line.
///
/// # Errors
/// SYN-04 for anybody but headquarters, `lead.unknown`, `booth.unknown`.
pub fn erasable(
    workspace: &Workspace,
    now: &Now,
    input: Erasing,
) -> Result<Vec<ErasableLine>, Failure> {
    let as_of = headquarters(workspace, now)?;
    match (input.card, input.line) {
        (Some(card), _) => register::about_card(workspace, card_id(&card)?, as_of),
        (None, line) => register::about_line(workspace, line_id(&line.unwrap_or_default())?, as_of),
    }
}

fn line_id(text: &str) -> Result<Subject, Failure> {
    CardId::from_hex(text).map(Subject::from).ok_or_else(|| Failure::new("booth.unknown"))
}

/// Orders that everything that was written about a card, or in lines of the register, be erased, wherever it is.
/// It counts as soon as the server has the order, and reaches each laptop with its next exchange.
///
/// # Errors
/// SYN-04 for anybody but headquarters, `lead.unknown`, `booth.unknown`, `card.erased` or `line.erased` for what
/// is, `field.missing` without a reason, `field.too_long`.
pub fn erase(workspace: &mut Workspace, now: &Now, input: Erase) -> Result<(), Failure> {
    let as_of = headquarters(workspace, now)?;
    let mut subjects = BTreeSet::new();
    if let Some(card) = input.card.as_deref().map(card_id).transpose()? {
        if workspace.store().under(&Key::Card(card), 0)?.is_empty() {
            return Err(Failure::new("lead.unknown"));
        }
        if workspace.book().erasure(card).is_some() {
            return Err(Failure::new("card.erased"));
        }
        subjects.insert(Subject::from(card));
        subjects.extend(register::made_into(workspace, &BTreeSet::from([card]), as_of)?);
    }
    for line in &input.lines {
        let line = line_id(line)?;
        if workspace.book().erasure(line).is_some() {
            return Err(Failure::new("line.erased"));
        }
        if workspace.store().under(&Key::Words(line), 0)?.is_empty() {
            return Err(Failure::new("booth.unknown"));
        }
        subjects.insert(line);
    }
    says_why(&input.reason)?;
    order(workspace, now, subjects, &input.reason)
}

/// Headquarters' orders, as people read them.
pub(crate) struct Orders<'w> {
    workspace: &'w Workspace,
    /// Those that this person signed and that the server has not endorsed.
    waiting: BTreeMap<Subject, Record>,
}

impl<'w> Orders<'w> {
    /// Reads those that are held.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) fn read(workspace: &'w Workspace) -> Result<Self, Failure> {
        let mut waiting = BTreeMap::new();
        for record in workspace.store().under(&Key::Company, 0)? {
            let mine = record.envelope().author == workspace.me().as_str();
            if let (true, Ok(Fact::Erasure { of, .. })) = (mine, Fact::read(&record)) {
                waiting.entry(of).or_insert(record);
            }
        }
        Ok(Self { workspace, waiting })
    }

    /// The order about something that counts, or the one that waits for the server's word.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) fn about(&self, of: impl Into<Subject>) -> Result<Option<ErasureView>, Failure> {
        let of = of.into();
        let view = |order: &Record, at_ms: Option<i64>| ErasureView {
            at_ms,
            by: self.workspace.name(&PersonId::new(&order.envelope().author)),
            reason: Remark::beside(order),
        };
        if let Some(erased) = self.workspace.book().erasure(of) {
            let order = self.workspace.store().record(&erased.order)?;
            return Ok(order.map(|order| view(&order, Some(erased.at.0))));
        }
        Ok(self.waiting.get(&of).map(|order| view(order, None)))
    }
}

/// Signs the orders, all of them or none.
pub(super) fn order(
    workspace: &mut Workspace,
    now: &Now,
    subjects: BTreeSet<Subject>,
    reason: &str,
) -> Result<(), Failure> {
    let as_of = workspace.as_of(now);
    let mut orders = Vec::new();
    for subject in subjects {
        let content = register::content(workspace, subject.card(), as_of)?;
        let said = content.map(|content| usage_written(&content)).unwrap_or_default();
        let order = payload::Erasure {
            of: subject.0.into(),
            usage_hundredths: said.hundredths,
            stable: said.hundredths.map(|_| said.stable),
        };
        orders.push(Fresh {
            kind: kind::ERASURE,
            ranking: order.encode(),
            content: Some(Remark { text: reason.to_owned() }.encode()),
        });
    }
    workspace.sign(orders, now)?;
    Ok(())
}

/// When it is, for headquarters.
pub(super) fn headquarters(workspace: &Workspace, now: &Now) -> Result<Instant, Failure> {
    let as_of = workspace.as_of(now);
    match workspace.book().company.holds(workspace.me(), Role::Hq, as_of) {
        true => Ok(as_of),
        false => Err(Failure::refused(Rule::Syn04)),
    }
}
