//! An earlier fair's lists for the next one (FAIR-02, decision 0049).

use std::collections::{BTreeMap, BTreeSet};

use domain::audience::Circle;
use domain::fair::copied::{copied, is_earlier};
use domain::fair::preparation::{Item, may_prepare};
use domain::{FactId, Rule};
use facts::payload::ItemContent;
use facts::{kind, payload};

use super::fair;
use super::view::words;
use crate::view::{PlanCopyInput, PlanCopyRef, PlanCopyRow, PlanCopyView};
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// An item that would be written.
struct Candidate {
    item: Item,
    version: FactId,
    words: ItemContent,
    was_name: Option<String>,
    there: bool,
}

/// What copying would add, and what it would leave as it stands.
///
/// # Errors
/// SYN-04 for anybody but marketing and headquarters, `fair.unknown` for either fair,
/// `fair.copy_not_earlier` unless the one opened before the other.
pub fn copy_preview(
    workspace: &Workspace,
    now: &Now,
    input: PlanCopyRef,
) -> Result<PlanCopyView, Failure> {
    let candidates = candidates(workspace, now, &input.fair, &input.from)?;
    let row = |candidate: Candidate| PlanCopyRow {
        version: candidate.version.to_string(),
        list: candidate.item.list.name().to_owned(),
        name: candidate.words.name,
        quantity: candidate.item.quantity,
        owner_name: candidate.item.owner.as_ref().map(|owner| workspace.name(owner)),
        was_name: candidate.was_name,
        due: candidate.item.due.map(|due| due.to_string()),
        there: candidate.there,
    };
    Ok(PlanCopyView { rows: candidates.into_iter().map(row).collect() })
}

/// Signs what was chosen of a preview, each item a version of its own. What stands there meanwhile is left as it is.
///
/// # Errors
/// As [`copy_preview`]; `fair.copy_changed` where a version that was looked at does not hold any more.
pub fn copy(workspace: &mut Workspace, now: &Now, input: PlanCopyInput) -> Result<(), Failure> {
    let candidates = candidates(workspace, now, &input.fair, &input.from)?;
    let mut chosen: BTreeSet<String> = input.versions.into_iter().collect();
    let mut fresh = Vec::new();
    for candidate in candidates {
        if chosen.remove(&candidate.version.to_string()) && !candidate.there {
            fresh.push(written(candidate));
        }
    }
    if !chosen.is_empty() {
        return Err(Failure::new("fair.copy_changed"));
    }
    if !fresh.is_empty() {
        workspace.sign(fresh, now)?;
    }
    Ok(())
}

fn candidates(
    workspace: &Workspace,
    now: &Now,
    to: &str,
    from: &str,
) -> Result<Vec<Candidate>, Failure> {
    let as_of = workspace.as_of(now);
    let (me, company) = (workspace.me(), &workspace.book().company);
    let (earlier, fair) = (fair(workspace, from, as_of)?, fair(workspace, to, as_of)?);
    if !may_prepare(me, company, as_of) {
        return Err(Failure::refused(Rule::Syn04));
    }
    if !workspace.reads_of_fair(&earlier.id, Circle::Preparation, as_of) {
        return Err(Failure::new("fair.unknown"));
    }
    if !is_earlier(earlier, fair) {
        return Err(Failure::new("fair.copy_not_earlier"));
    }
    let prepared = workspace.gather().preparation(&fair.id)?.items;
    let mut called = BTreeSet::new();
    for item in prepared.values() {
        let name = words(workspace, item.now.id)?.name;
        called.insert((item.now.what.list, name.trim().to_owned()));
    }
    let before = workspace.gather().preparation(&earlier.id)?.items;
    let was: BTreeMap<_, _> =
        before.values().map(|item| (item.now.id, item.now.what.owner.clone())).collect();
    let mut candidates = Vec::new();
    for item in copied(earlier, fair, &before, company, as_of) {
        let Some(version) = item.copied else { continue };
        let words = words(workspace, version)?;
        // Its words are not held here: nobody can say what would be copied.
        if words.name.trim().is_empty() {
            continue;
        }
        let there = prepared.contains_key(&item.id)
            || called.contains(&(item.list, words.name.trim().to_owned()));
        let was_name = was.get(&version).cloned().flatten().map(|owner| workspace.name(&owner));
        candidates.push(Candidate { item, version, words, was_name, there });
    }
    candidates.sort_by(|a, b| {
        (a.item.list, &a.words.name, a.item.id).cmp(&(b.item.list, &b.words.name, b.item.id))
    });
    Ok(candidates)
}

fn written(candidate: Candidate) -> Fresh {
    let item = candidate.item;
    let ranking = payload::Item {
        fair: item.fair.to_string(),
        item: item.id.0.into(),
        list: item.list.name().to_owned(),
        quantity: item.quantity,
        owner: item.owner.map(|owner| owner.to_string()).unwrap_or_default(),
        due: item.due.map(|day| day.to_string()),
        done: None,
        dropped: false,
        copied: Some(candidate.version.0.into()),
        giveaway: item.giveaway,
    };
    let content = Some(candidate.words.encode());
    Fresh { kind: kind::ITEM, ranking: ranking.encode(), content }
}
