//! E1, the hand-over list 物品及方案移交单: what was offered and received, item by item, with both signatures
//! (FAIR-02 to FAIR-04).

use domain::FairId;
use domain::fair::preparation::List;
use facts::history::{History, Thing};
use facts::{Fact, Key, Records};

use super::part::{at, column, count, line, numbers, table, text, word, yes};
use super::view::Filled;
use crate::preparation;
use crate::view::{
    FairPlanView, OfferView, PlanItemView, PlanRef, ReportCell, ReportInput, ReportPart,
};
use crate::workspace::Workspace;
use crate::{Failure, Now};

pub(super) fn fill(
    workspace: &Workspace,
    now: &Now,
    input: &ReportInput,
) -> Result<Filled, Failure> {
    let plan = preparation::view(workspace, now, PlanRef { fair: input.fair.clone() })?;
    let organiser = organiser(workspace, &FairId::new(&input.fair), &plan)?;
    let late = usize::try_from(plan.days_late).unwrap_or(0);
    let head = vec![
        line("organiser", text(organiser)),
        line("handoverDue", text(plan.due.clone().unwrap_or_default())),
        line("handoverComplete", at(plan.complete_at_ms)),
        line("daysLate", count(late)),
    ];
    let handed_over = plan.offers.iter().map(handed).reduce(|mut all, part| {
        all.rows.extend(part.rows);
        all
    });
    let mut parts: Vec<ReportPart> = handed_over.into_iter().collect();
    parts.push(signatures(&plan.offers));
    let open = plan.items.iter().filter(|item| !item.now.dropped && !received(&plan.offers, item));
    let rows = open.map(|item| {
        vec![
            word("plan.list", &item.now.list),
            text(item.now.name.clone()),
            count(item.now.quantity as usize),
            text(item.now.owner_name.clone().unwrap_or_default()),
            text(item.now.due.clone().unwrap_or_default()),
            text(item.now.remarks.clone()),
        ]
    });
    let columns = vec![
        column("list", 3),
        column("item", 6),
        numbers("quantity"),
        column("seesTo", 3),
        column("itemDue", 3),
        column("remark", 5),
    ];
    parts.push(table("notHandedOver", columns, rows.collect()));
    Ok(Filled::without_cards(head, parts).signed_by(&["marketing", "supervisor"]))
}

/// Whom one calls at the organiser's, as it stands in the book (B1), or else what marketing wrote on its list.
fn organiser(workspace: &Workspace, fair: &FairId, plan: &FairPlanView) -> Result<String, Failure> {
    let records = workspace.store().under(&Key::Company, 0)?;
    let history = History::read(&records, workspace.book());
    if let Some(Fact::Fair(fair)) =
        history.head(&Thing::Fair(fair.clone())).map(|version| &version.fact)
        && !fair.organiser.is_empty()
    {
        return Ok(fair.organiser.clone());
    }
    let written = plan.items.iter().map(|item| &item.now);
    let written = written.filter(|now| now.list == List::Organiser.name() && !now.dropped);
    Ok(written.map(|now| now.name.as_str()).collect::<Vec<_>>().join("；"))
}

fn received(offers: &[OfferView], item: &PlanItemView) -> bool {
    let received = offers.iter().filter(|offer| offer.received_at_ms.is_some());
    received.flat_map(|offer| &offer.items).any(|handed| handed.item == item.item)
}

/// The items of a list, as they were offered and as they were received.
fn handed(offer: &OfferView) -> ReportPart {
    let rows = offer.items.iter().map(|item| {
        let condition = item.received_condition.clone().unwrap_or_default();
        vec![
            text(item.name.clone()),
            yes(item.giveaway),
            count(item.quantity as usize),
            word("plan.condition", &item.condition),
            item.received.map_or(ReportCell::Nothing, |pieces| count(pieces as usize)),
            word("plan.condition", &condition),
            yes(item.differs),
            at(Some(offer.at_ms)),
        ]
    });
    let columns = vec![
        column("item", 7),
        column("forVisitors", 2),
        numbers("quantity"),
        column("condition", 3),
        numbers("piecesReceived"),
        column("conditionReceived", 3),
        column("differs", 2),
        column("handedAt", 4),
    ];
    table("handedOver", columns, rows.collect())
}

/// Who signed each list on either side, and when: nobody signs for another (FAIR-04).
fn signatures(offers: &[OfferView]) -> ReportPart {
    let mut rows = Vec::new();
    for offer in offers {
        let items = count(offer.items.len());
        rows.push(vec![
            word("reports.sign", "marketing"),
            text(offer.by.clone()),
            at(Some(offer.at_ms)),
            items.clone(),
            text(offer.remarks.clone()),
        ]);
        rows.push(vec![
            word("reports.sign", "supervisor"),
            text(offer.received_by.clone().unwrap_or_default()),
            at(offer.received_at_ms),
            items,
            text(offer.received_remarks.clone()),
        ]);
    }
    let columns = vec![
        column("side", 3),
        column("signedBy", 4),
        column("signed", 4),
        numbers("items"),
        column("remark", 7),
    ];
    table("handoverSigned", columns, rows)
}
