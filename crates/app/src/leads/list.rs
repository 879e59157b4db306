//! Lists of leads.

use store::{LeadQuery, LeadRow, LeadSort, LeadView};

use crate::view::{LeadListInput, LeadPageView, LeadRowView, ReasonView};
use crate::workspace::Workspace;
use crate::{Failure, Now, laptops, lease};

/// The largest page.
const PAGE_MAX: u32 = 200;

/// A page of leads.
///
/// # Errors
/// `call.arguments` for a view that does not exist, `lease.over` for any view but what this person has
/// captured, `store` when the disk fails.
pub fn list(
    workspace: &mut Workspace,
    now: &Now,
    input: LeadListInput,
) -> Result<LeadPageView, Failure> {
    let unknown = |what: &str| Failure::new("call.arguments").with("detail", what);
    let view = match input.view.as_str() {
        "mine" => LeadView::Mine,
        "captured" => LeadView::Captured,
        "helping" => LeadView::Helping,
        "pool" => LeadView::Pool,
        "all" => LeadView::All,
        other => return Err(unknown(other)),
    };
    if view != LeadView::Captured {
        lease::holds(workspace, now)?;
    }
    let sort = match input.sort.as_str() {
        "" | "signed" => LeadSort::NewestFirst,
        "due" => LeadSort::DueFirst,
        "company" => LeadSort::Company,
        "owner" => LeadSort::Owner,
        other => return Err(unknown(other)),
    };
    let page = workspace.store().lead_page(&LeadQuery {
        view,
        me: workspace.me().to_string(),
        text: input.text,
        fair: input.fair,
        day: None,
        owner: None,
        sort,
        offset: input.offset,
        limit: input.limit.clamp(1, PAGE_MAX),
    })?;
    Ok(LeadPageView {
        rows: page.rows.iter().map(|row| row_view(workspace, row)).collect(),
        total: page.total,
        capped: page.capped,
    })
}

/// Who has it. A laptop that was revoked is told no official number any more; that the server has what it
/// signed it still knows.
fn held_by(workspace: &Workspace, row: &LeadRow) -> String {
    let own = row.signer == workspace.me().as_str();
    let known = own && workspace.revoked().is_some();
    match known && matches!(workspace.is_acknowledged(row.card), Ok(true)) {
        true => "hq".to_owned(),
        false => row.held_by.clone(),
    }
}

/// On which of the signer's laptops a card was signed. Few have had two; of all others no record is read.
fn laptop_of(workspace: &Workspace, row: &LeadRow) -> u32 {
    let signer = domain::PersonId::new(&row.signer);
    let mut his = workspace.book().enrolments.values().filter(|known| known.person == signer);
    if row.draft || his.nth(1).is_none() {
        return 1;
    }
    match workspace.card_record(row.card) {
        Ok(Some(record)) => laptops::number(workspace, record.envelope().log.enrolment),
        _ => 1,
    }
}

/// A row for people.
pub(crate) fn row_view(workspace: &Workspace, row: &LeadRow) -> LeadRowView {
    let person = |id: &str| workspace.name(&domain::PersonId::new(id));
    let (owner_kind, owner) = match row.owner.as_str() {
        "" => ("", String::new()),
        "COMPANY" => ("company", String::new()),
        "NONE" => ("none", String::new()),
        pool if pool.starts_with("POOL:") => ("pool", String::new()),
        id => ("person", person(id)),
    };
    let why: Option<ReasonView> = serde_json::from_str(&row.why).ok();
    LeadRowView {
        card: row.card.to_string(),
        company: row.company.clone(),
        person: row.person.clone(),
        phone: row.phone.clone(),
        site: row.site.clone(),
        fair: row.fair.clone().unwrap_or_default(),
        register: row.register,
        laptop: laptop_of(workspace, row),
        number: row.number.unwrap_or_default(),
        signer: person(&row.signer),
        signed_ms: row.signed_ms,
        draft: row.draft,
        erased: workspace.book().erased.contains_key(&row.card),
        owner,
        owner_kind: owner_kind.to_owned(),
        mine: row.mine,
        why: why.unwrap_or_else(|| ReasonView {
            rule: row.rule.clone(),
            key: "draft".to_owned(),
            args: Default::default(),
        }),
        state: row.state.clone(),
        held_by: held_by(workspace, row),
        due_kind: row.due_kind.clone(),
        due_ms: row.due_ms,
    }
}
