//! What changed for the person at the desk since he last looked.

use std::collections::{BTreeMap, BTreeSet};

use domain::ruling::Reason;
use domain::time::Instant;
use domain::{CardId, PersonId, Rule};
use facts::{Book, Customer};
use store::{LeadRow, Tx};

use crate::explain::{headline, in_context};
use crate::view::{ChangeView, ReasonView};

/// Where the list of changes is kept, newest first.
pub(crate) const CHANGES: &str = "changes";
/// How many changes are kept for a person who never looks.
const CHANGES_MAX: usize = 200;

/// The rule that personal data is erased by.
const ERASURE: &str = "SEC-14";

/// What a new row changes for the person at the desk: each thing with the reason that says it.
pub(super) fn changes_of(
    row: &LeadRow,
    old: Option<&LeadRow>,
    customer: &Customer,
    book: &Book,
    me: &PersonId,
    as_of: Instant,
) -> Vec<ChangeView> {
    let concerned = row.signer == me.as_str() || row.mine || old.is_some_and(|old| old.mine);
    if !concerned {
        return Vec::new();
    }
    let ruling = &customer.ruling;
    let headline = headline(ruling, row.card);
    let find = |wanted: fn(&Reason) -> bool| ruling.reasons.iter().find(|reason| wanted(reason));
    let helpers = || find(|reason| matches!(reason, Reason::Helpers { .. }));
    let signatures = || {
        find(|reason| matches!(reason, Reason::Tie { .. }))
            .or_else(|| find(|reason| matches!(reason, Reason::FirstSignature { .. })))
    };
    let mut kinds: Vec<(&str, Option<&Reason>)> = Vec::new();
    match old {
        None => kinds.extend(row.mine.then_some(("owner", headline))),
        Some(old) => {
            let refused = row.rule == Rule::Own08.id() && old.rule != row.rule;
            if refused {
                kinds.push(("refused", headline));
            }
            if old.owner != row.owner {
                kinds.push(("owner", headline));
            }
            if old.helper != row.helper {
                kinds.push(("helper", helpers().filter(|_| row.helper).or(headline)));
            }
            // That something waits for a decision, and what was decided, unless it has been said already.
            let turned = (old.rule == Rule::Own12.id()) != (row.rule == Rule::Own12.id());
            if turned && kinds.is_empty() {
                let decided = || find(|reason| matches!(reason, Reason::CaseDecided { .. }));
                let open = headline.filter(|reason| reason.rule() == Rule::Own12);
                kinds.extend(open.or_else(decided).map(|reason| ("alert", Some(reason))));
            }
            // That another card counts is news by itself only if nothing else follows from it.
            if old.effective != row.effective && kinds.is_empty() {
                kinds.push(("effective", signatures().or(headline)));
            }
        }
    }
    let view = |(kind, why): (&str, Option<&Reason>)| {
        Some(ChangeView {
            at_ms: as_of.0,
            kind: kind.to_owned(),
            card: row.card.to_string(),
            company: row.company.clone(),
            why: in_context(why?, ruling, book),
        })
    };
    kinds.into_iter().filter_map(view).collect()
}

/// Puts changes before those that he has not looked at yet.
pub(super) fn remember(tx: &mut Tx<'_>, changes: Vec<ChangeView>) -> Result<(), store::Error> {
    if changes.is_empty() {
        return Ok(());
    }
    let all: Vec<ChangeView> =
        changes.into_iter().rev().chain(kept(tx)?).take(CHANGES_MAX).collect();
    keep(tx, &all)
}

/// That cards of the person at the desk were erased, which nobody is to find out from an empty row.
pub(in super::super) fn tell_of_erasure(
    tx: &mut Tx<'_>,
    erased: &BTreeSet<CardId>,
    me: &PersonId,
    as_of: Instant,
) -> Result<(), store::Error> {
    let mut changes = Vec::new();
    for card in erased {
        let row = tx.lead(*card)?;
        if row.is_some_and(|row| !row.draft && (row.signer == me.as_str() || row.mine)) {
            let why = ReasonView {
                rule: ERASURE.to_owned(),
                key: "erased".to_owned(),
                args: BTreeMap::new(),
            };
            let (kind, card, company) = ("erased".to_owned(), card.to_string(), String::new());
            changes.push(ChangeView { at_ms: as_of.0, kind, card, company, why });
        }
    }
    remember(tx, changes)
}

/// Forgets what changed for cards that are erased: the customer's name is in it.
pub(in super::super) fn forget_changes(
    tx: &mut Tx<'_>,
    erased: &BTreeSet<CardId>,
) -> Result<(), store::Error> {
    let erased: BTreeSet<String> = erased.iter().map(CardId::to_string).collect();
    let mut changes = kept(tx)?;
    let before = changes.len();
    changes.retain(|change| !erased.contains(&change.card));
    if changes.len() == before { Ok(()) } else { keep(tx, &changes) }
}

fn kept(tx: &Tx<'_>) -> Result<Vec<ChangeView>, store::Error> {
    let kept = tx.meta(CHANGES)?.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    Ok(kept.unwrap_or_default())
}

fn keep(tx: &mut Tx<'_>, changes: &[ChangeView]) -> Result<(), store::Error> {
    tx.put_meta(CHANGES, &serde_json::to_vec(changes).unwrap_or_default())
}
