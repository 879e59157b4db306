//! Last year's lists as the pattern of this year's (FAIR-02).

use std::collections::{BTreeMap, BTreeSet};

use domain::company::Fair;
use domain::fair::preparation::{Item, ItemId, List, may_prepare};
use domain::time::{Day, Instant};
use domain::{PersonId, Rule};
use facts::payload::ItemContent;
use facts::{kind, payload};

use super::view::words;
use super::{fair, item_id};
use crate::imports::hex;
use crate::view::{PlanCopyInput, PlanCopyRef, PlanCopyRow};
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// What an earlier fair's lists would be on this one's: due as many days before its first day, seen to by who saw
/// to it there, if he still prepares fairs. What is done there is not done here.
///
/// # Errors
/// SYN-04 for anybody but marketing and headquarters, `fair.unknown`; `store` when the disk fails.
pub fn pattern(
    workspace: &mut Workspace,
    now: &Now,
    input: PlanCopyRef,
) -> Result<Vec<PlanCopyRow>, Failure> {
    let drawn = Drawn::of(workspace, now, &input)?;
    let row = |(id, (item, words)): (&ItemId, &(Item, ItemContent))| PlanCopyRow {
        item: hex(&id.0),
        list: item.list.name().to_owned(),
        name: words.name.clone(),
        kind: words.kind.clone(),
        quantity: item.quantity,
        owner_name: workspace.name(drawn.owner(workspace, item)),
        was: match drawn.prepares(workspace, &item.owner) {
            true => String::new(),
            false => workspace.name(&item.owner),
        },
        due: drawn.due(item).map(|day| day.to_string()),
        already: drawn.already(item.list, &words.name),
    };
    let mut rows: Vec<PlanCopyRow> = drawn.items.iter().map(row).collect();
    let list = |row: &PlanCopyRow| List::from_name(&row.list);
    rows.sort_by(|a, b| (list(a), &a.name, &a.item).cmp(&(list(b), &b.name, &b.item)));
    Ok(rows)
}

/// Writes items of an earlier fair on this one's lists, each as an item of its own. What stands there already by its
/// name is left as it is, so that copying twice adds nothing twice.
///
/// # Errors
/// SYN-04 for anybody but marketing and headquarters, `fair.unknown`, `fair.item_unknown`; `fair.nothing_copied`
/// where all of it stands there already.
pub fn copy(workspace: &mut Workspace, now: &Now, input: PlanCopyInput) -> Result<(), Failure> {
    let PlanCopyInput { fair, from, items } = input;
    let drawn = Drawn::of(workspace, now, &PlanCopyRef { fair: fair.clone(), from })?;
    let mut written = BTreeSet::new();
    let mut fresh = Vec::new();
    for item in &items {
        let id = item_id(item)?;
        let found = drawn.items.get(&id).ok_or_else(|| Failure::new("fair.item_unknown"))?;
        let (item, words) = found;
        if drawn.already(item.list, &words.name) || !written.insert((item.list, &words.name)) {
            continue;
        }
        let ranking = payload::Item {
            fair: fair.clone(),
            item: now.random(&format!("fair item {}", hex(&id.0))).into(),
            list: item.list.name().to_owned(),
            quantity: item.quantity,
            owner: drawn.owner(workspace, item).to_string(),
            due: drawn.due(item).map(|day| day.to_string()),
            done: None,
            dropped: false,
        };
        let content = Some(words.encode());
        fresh.push(Fresh { kind: kind::ITEM, ranking: ranking.encode(), content });
    }
    if fresh.is_empty() {
        return Err(Failure::new("fair.nothing_copied"));
    }
    workspace.sign(fresh, now)?;
    Ok(())
}

/// The one fair's items, seen from the other.
struct Drawn {
    items: BTreeMap<ItemId, (Item, ItemContent)>,
    /// What stands on the lists already.
    here: BTreeSet<(List, String)>,
    /// From the first day there to the first day here.
    apart: Option<i64>,
    as_of: Instant,
}

impl Drawn {
    fn of(workspace: &Workspace, now: &Now, input: &PlanCopyRef) -> Result<Self, Failure> {
        let as_of = workspace.as_of(now);
        if !may_prepare(workspace.me(), &workspace.book().company, as_of) {
            return Err(Failure::refused(Rule::Syn04));
        }
        let (to, from) =
            (fair(workspace, &input.fair, as_of)?, fair(workspace, &input.from, as_of)?);
        let first = |fair: &Fair| fair.days.iter().min().copied();
        let apart = first(to).zip(first(from)).map(|(to, from)| to.days_since(from));
        let wanted = |of: &Fair| -> Result<Vec<(ItemId, Item, ItemContent)>, Failure> {
            let prepared = workspace.gather().preparation(&of.id)?.items.into_iter();
            let wanted = prepared.filter(|(_, item)| !item.now.what.dropped);
            wanted
                .map(|(id, item)| Ok((id, item.now.what, words(workspace, item.now.id)?)))
                .collect()
        };
        let here = wanted(to)?.into_iter().map(|(_, item, words)| (item.list, named(&words.name)));
        // What has lost its words says nothing to anybody.
        let there = wanted(from)?.into_iter().filter(|(.., words)| !words.name.trim().is_empty());
        let items = there.map(|(id, item, words)| (id, (item, words))).collect();
        Ok(Self { items, here: here.collect(), apart, as_of })
    }

    fn already(&self, list: List, name: &str) -> bool {
        self.here.contains(&(list, named(name)))
    }

    fn due(&self, item: &Item) -> Option<Day> {
        item.due.zip(self.apart).map(|(due, apart)| due.plus(apart))
    }

    fn prepares(&self, workspace: &Workspace, person: &PersonId) -> bool {
        let company = &workspace.book().company;
        let active = company.person(person, self.as_of).is_some_and(|person| person.active);
        active && may_prepare(person, company, self.as_of)
    }

    /// Who sees to it: as there, and whoever copies it where he cannot.
    fn owner<'a>(&self, workspace: &'a Workspace, item: &'a Item) -> &'a PersonId {
        match self.prepares(workspace, &item.owner) {
            true => &item.owner,
            false => workspace.me(),
        }
    }
}

fn named(name: &str) -> String {
    name.trim().to_lowercase()
}
