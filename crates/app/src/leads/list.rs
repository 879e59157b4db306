//! Lists of leads.

use store::{LeadFilter, LeadHeld, LeadQuery, LeadRow, LeadSort, LeadView};

use crate::view::{LeadCards, LeadListInput, LeadPageView, LeadRowView, ReasonView};
use crate::workspace::Workspace;
use crate::{Failure, Now, explain, laptops, lease};

/// The largest page.
const PAGE_MAX: u32 = 200;
/// How many cards of a list can be chosen at once.
pub(crate) const CHOSEN_MAX: u32 = 2_000;

/// A page of leads.
///
/// # Errors
/// `call.arguments` for a view, a filter or an order that does not exist, `lease.over` for any view but what
/// this person has captured, `store` when the disk fails.
pub fn list(
    workspace: &mut Workspace,
    now: &Now,
    input: LeadListInput,
) -> Result<LeadPageView, Failure> {
    let page = workspace.store().lead_page(&query(workspace, now, &input)?)?;
    Ok(LeadPageView {
        rows: page.rows.iter().map(|row| row_view(workspace, row)).collect(),
        total: page.total,
        capped: page.capped,
    })
}

/// The cards of a list from its beginning, to choose all of them.
///
/// # Errors
/// As [`list`].
pub fn cards(
    workspace: &mut Workspace,
    now: &Now,
    input: LeadListInput,
) -> Result<LeadCards, Failure> {
    let query = query(workspace, now, &input)?;
    let mut cards = workspace.store().lead_list_cards(&query, CHOSEN_MAX + 1)?;
    let capped = cards.len() > CHOSEN_MAX as usize;
    cards.truncate(CHOSEN_MAX as usize);
    Ok(LeadCards { cards: cards.iter().map(ToString::to_string).collect(), capped })
}

/// What is asked of the database by a list's input.
fn query(workspace: &Workspace, now: &Now, input: &LeadListInput) -> Result<LeadQuery, Failure> {
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
        "state" => LeadSort::State,
        "class" => LeadSort::Class,
        "source" => LeadSort::Source,
        "signer" => LeadSort::Signer,
        "fair" => LeadSort::Fair,
        other => return Err(unknown(other)),
    };
    let filter = &input.filter;
    let held = match filter.held.as_str() {
        "" => None,
        "person" => Some(LeadHeld::ByPerson),
        "pool" => Some(LeadHeld::ByPool),
        "nobody" => Some(LeadHeld::ByNobody),
        other => return Err(unknown(other)),
    };
    let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    Ok(LeadQuery {
        view,
        me: workspace.me().to_string(),
        text: input.text.clone(),
        filter: LeadFilter {
            fair: input.fair.clone().filter(|fair| !fair.is_empty()),
            owner: given(&filter.owner),
            source: given(&filter.source),
            of_fairs: false,
            state: given(&filter.state),
            class: given(&filter.class),
            signer: given(&filter.signer),
            from: given(&filter.from),
            to: given(&filter.to),
            held,
            disputed: filter.disputed,
            due_before_ms: filter.overdue.then(|| workspace.as_of(now).0),
        },
        sort,
        backwards: input.backwards,
        offset: input.offset,
        limit: input.limit.clamp(1, PAGE_MAX),
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
        id => match id.strip_prefix("POOL:") {
            Some(territory) => ("pool", explain::territory_name(workspace.book(), territory)),
            None => ("person", person(id)),
        },
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
        erased: workspace.book().erasure(row.card).is_some(),
        owner,
        owner_kind: owner_kind.to_owned(),
        mine: row.mine,
        source: row.source.clone(),
        class: row.class.clone(),
        disputed: row.disputed,
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
