//! Corrections for people: of one card, and those that wait.

use std::collections::{BTreeMap, BTreeSet};

use domain::card::CardFile;
use domain::correction::{Standing, Word, may_decide};
use domain::time::Instant;
use domain::{CardId, FactId, Rule};
use facts::payload::Remark;
use facts::{Corrected, Customer, Fact, Key, Records};
use ledger::Record;

use super::content::{correction_content, take, text};
use crate::capture::content_of;
use crate::leads::row_view;
use crate::view::{CorrectedField, CorrectionRow, CorrectionView};
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// How many are shown at once.
const WAITING_MAX: usize = 200;

/// The corrections that wait for the person at the desk, and then his own that wait for others.
///
/// # Errors
/// `store` when the disk fails.
pub fn waiting(
    workspace: &mut Workspace,
    now: &Now,
    (): (),
) -> Result<Vec<CorrectionRow>, Failure> {
    let as_of = workspace.as_of(now);
    let asked = workspace.store().under(&Key::Corrections, 0)?;
    let cards: BTreeSet<CardId> =
        asked.iter().filter_map(|record| Fact::read(record).ok()).flat_map(|f| f.cards()).collect();
    let mut rows = Vec::new();
    for card in cards {
        let asked = workspace.gather().corrections(card)?.into_iter();
        let waits = asked.filter(|asked| asked.standing == Standing::Waits);
        let own: BTreeMap<String, bool> = waits
            .map(|asked| (asked.act.id.to_string(), asked.act.by == *workspace.me()))
            .collect();
        // Most that was ever asked for is decided: its customer is not ruled on for this.
        let Some(row) = workspace.store().lead(card)?.filter(|_| !own.is_empty()) else { continue };
        let customer = workspace.customer(card, as_of)?;
        for correction in of_card(workspace, &customer, card, as_of)? {
            let Some(own) = own.get(&correction.id) else { continue };
            if *own || correction.may_decide {
                rows.push(CorrectionRow { row: row_view(workspace, &row), correction });
            }
        }
    }
    rows.sort_by_key(|row| (!row.correction.may_decide, row.correction.at_ms));
    rows.truncate(WAITING_MAX);
    Ok(rows)
}

/// Every correction of a card, oldest first.
pub(crate) fn of_card(
    workspace: &Workspace,
    customer: &Customer,
    card: CardId,
    as_of: Instant,
) -> Result<Vec<CorrectionView>, Failure> {
    let corrections = workspace.gather().corrections(card)?;
    if corrections.is_empty() {
        return Ok(Vec::new());
    }
    let about = workspace.store().under(&Key::Card(card), 0)?;
    let mut text_now = facts::signed_card(&about).and_then(|(record, _)| content_of(record));
    let mut source = corrections[0].signed.what.source;
    let mut views = Vec::new();
    for corrected in &corrections {
        let Corrected { act, standing, .. } = corrected;
        let content = record(&about, act.id).and_then(correction_content);
        let fields = act.what.fields.iter().map(|field| CorrectedField {
            name: field.name().to_owned(),
            was: text_now.as_ref().map(|was| text(was, source.name(), *field)),
            now: content.as_ref().map(|c| text(&c.to, act.what.to.source.name(), *field)),
        });
        let fields = fields.collect();
        if let Standing::Approved(_) = standing {
            if let (Some(into), Some(from)) = (&mut text_now, &content) {
                take(into, &from.to, act.what.fields.iter().copied());
            }
            if act.what.fields.contains(&domain::correction::Field::Source) {
                source = act.what.to.source;
            }
        }
        let reason = content.map(|content| content.reason).unwrap_or_default();
        let view = view(workspace, customer, corrected, &about, as_of);
        views.push(CorrectionView { fields, reason, ..view });
    }
    Ok(views)
}

fn view(
    workspace: &Workspace,
    customer: &Customer,
    Corrected { act, standing, signed }: &Corrected,
    about: &[Record],
    as_of: Instant,
) -> CorrectionView {
    let (me, company) = (workspace.me(), &workspace.book().company);
    let waits = *standing == Standing::Waits;
    let (state, word): (_, Option<&Word>) = match standing {
        Standing::Waits => ("waits", None),
        Standing::Approved(word) => ("approved", Some(word)),
        Standing::Rejected(word) => ("rejected", Some(word)),
        Standing::Void => ("void", None),
    };
    let said = word.and_then(|word| record(about, word.act));
    let new_card = act.what.is_new_card();
    let file = customer.cluster.cards.get(&signed.what.id);
    let signed_at = file.map_or(signed.time.at, CardFile::at);
    let between = customer.cluster.cards.values().filter(|other| {
        let ruled = customer.ruling.cards.iter().find(|card| card.card == other.id());
        let live = ruled.is_some_and(|card| card.out.is_none());
        new_card && waits && live && (signed_at..act.time.at).contains(&other.at())
    });
    let between = between.map(CardFile::signer).filter(|other| **other != signed.by);
    let between: BTreeSet<String> = between.map(|other| workspace.name(other)).collect();
    CorrectionView {
        id: act.id.to_string(),
        by: workspace.name(&act.by),
        at_ms: act.time.at.0,
        fields: Vec::new(),
        reason: String::new(),
        state: state.to_owned(),
        rule: if *standing == Standing::Void { Rule::Syn04 } else { Rule::Ord15 }.id().to_owned(),
        decided_by: word.map(|word| workspace.name(&word.by)).unwrap_or_default(),
        decided_ms: word.map(|word| word.at.0),
        decided_reason: said.map(Remark::beside).unwrap_or_default(),
        new_card,
        signed_ms: signed_at.0,
        overtaken_by: between.into_iter().collect(),
        may_decide: waits && may_decide(me, signed, &act.by, company, as_of),
    }
}

fn record(about: &[Record], id: FactId) -> Option<&Record> {
    about.iter().find(|record| *record.id().as_bytes() == id.0)
}
