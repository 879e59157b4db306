//! Writing a version of an item.

use domain::Rule;
use domain::fair::preparation::{List, may_prepare};
use domain::time::Day;
use facts::{kind, payload};

use super::{fair, item_id};
use crate::booth::Form;
use crate::imports::hex;
use crate::text::fits;
use crate::view::{PlanItemInput, Written};
use crate::workspace::{Fresh, Workspace, person_id};
use crate::{Failure, Now};

/// Writes an item, or another version of one (FAIR-02).
///
/// # Errors
/// SYN-04 for anybody but marketing and headquarters, `fair.unknown`, `fair.item_unknown`, `field.missing`
/// without a name, `field.day`, `field.too_long`, `person.unknown`.
pub fn save(
    workspace: &mut Workspace,
    now: &Now,
    input: PlanItemInput,
) -> Result<Written, Failure> {
    let as_of = workspace.as_of(now);
    let fair = fair(workspace, &input.fair, as_of)?.id.clone();
    if !may_prepare(workspace.me(), &workspace.book().company, as_of) {
        return Err(Failure::refused(Rule::Syn04));
    }
    let item = match &input.item {
        None => now.random("fair item"),
        Some(item) => {
            let item = item_id(item)?;
            let known = workspace.gather().preparation(&fair)?.items.contains_key(&item);
            known.then_some(item.0).ok_or_else(|| Failure::new("fair.item_unknown"))?
        }
    };
    if input.name.trim().is_empty() {
        return Err(Failure::field("field.missing", "name").with("field", "name"));
    }
    for (field, text) in [("name", &input.name), ("kind", &input.kind), ("remarks", &input.remarks)]
    {
        fits(field, text)?;
    }
    for (field, day) in [("due", &input.due), ("done", &input.done)] {
        if day.as_deref().is_some_and(|day| Day::parse(day).is_none()) {
            return Err(Failure::field("field.day", field));
        }
    }
    if List::from_name(&input.list).is_none() {
        return Err(Failure::field("call.arguments", "list").with("detail", &input.list));
    }
    let owner = match &input.owner {
        Some(owner) => person_id(workspace, owner)?,
        None => workspace.me().clone(),
    };
    let ranking = payload::Item {
        fair: fair.to_string(),
        item: item.into(),
        list: input.list,
        quantity: input.quantity,
        owner: owner.to_string(),
        due: input.due,
        done: input.done,
        dropped: input.dropped,
        copied: None,
        giveaway: input.giveaway,
    };
    let content =
        payload::ItemContent { name: input.name, kind: input.kind, remarks: input.remarks };
    let fresh =
        Fresh { kind: kind::ITEM, ranking: ranking.encode(), content: Some(content.encode()) };
    let key = Form::Item.key(fair.as_str());
    workspace.sign_with(vec![fresh], now, |tx| tx.remove_autosave(&key))?;
    Ok(Written { id: hex(&item) })
}
