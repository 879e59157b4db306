//! One lead's page: its ruling, what was written, and what happened.

use std::collections::BTreeMap;

use domain::CardId;
use domain::act::Target;
use domain::company::Role;
use domain::ruling::{Authority, CardStanding, Out, Owner, may_appeal};
use facts::payload::Remark;
use facts::{Customer, Fact, Key, Records, kind};
use ledger::Record;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use ts_rs::TS;

use super::class::class_of;
use super::help::helping;
use super::list::row_view;
use super::sheets::notes;
use crate::capture::{card_id, card_input};
use crate::cases::decides as decides_case;
use crate::corrections::{self, counting_content};
use crate::explain::ruling_view;
use crate::hq::Orders;
use crate::view::{ErasureView, LeadView, TimelineEntry};
use crate::visitor::consent_view;
use crate::workspace::{Workspace, deadlines};
use crate::{Failure, Now, laptops, lease};

/// Which card.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CardRef {
    /// The card.
    pub card: String,
}

/// A lead's page.
///
/// # Errors
/// `lead.unknown` for a card that is not held, which looks the same as one that does not exist;
/// `lease.over` for somebody else's.
pub fn page(workspace: &mut Workspace, now: &Now, input: CardRef) -> Result<LeadView, Failure> {
    let card = card_id(&input.card)?;
    let as_of = workspace.as_of(now);
    let customer = workspace.customer(card, as_of)?;
    if customer.cluster.cards.get(&card).is_none_or(|file| file.signer() != workspace.me()) {
        lease::holds(workspace, now)?;
    }
    let row = workspace.store().lead(card)?.ok_or_else(|| Failure::new("lead.unknown"))?;
    let file = customer.cluster.cards.get(&card).ok_or_else(|| Failure::new("lead.unknown"))?;
    let content = counting_content(&workspace.store().under(&Key::Card(card), 0)?, file);
    let mut timeline = Vec::new();
    for id in customer.cluster.cards.keys() {
        for record in workspace.store().under(&Key::Card(*id), 0)? {
            timeline.extend(entry(workspace, &record)?);
        }
    }
    let orders = Orders::read(workspace)?;
    for id in customer.cluster.cards.keys() {
        timeline.extend(erased_entry(&orders, *id)?);
    }
    timeline.sort_by(|a, b| (a.at_ms, &a.key, &a.by).cmp(&(b.at_ms, &b.key, &b.by)));
    timeline
        .dedup_by(|a, b| a.at_ms == b.at_ms && a.key == b.key && a.by == b.by && a.args == b.args);
    let due = deadlines(workspace.store(), workspace.book(), &customer, as_of)?;
    let judgement = workspace.gather().judgement(card)?.map(|(_, judgement)| judgement);
    let ruling = ruling_view(&customer, workspace.store(), workspace.book())?;
    let mut row = row_view(workspace, &row);
    let erasure = orders.about(card)?;
    if row.company.is_empty() && erasure.is_none() {
        // A colleague's card: the customer's name stands on one's own.
        let known = ruling.cards.iter().map(|card| &card.company).find(|name| !name.is_empty());
        row.company = known.cloned().unwrap_or_default();
    }
    let reads = content.is_some();
    Ok(LeadView {
        row,
        erasure,
        fields: content.as_ref().map(|content| card_input(&file.signed.what, content)),
        consent: content.as_ref().and_then(consent_view),
        notes: notes(workspace, &customer, card, as_of)?,
        corrections: corrections::of_card(workspace, &customer, card, as_of)?,
        class: class_of(workspace.store(), workspace.book(), &customer, as_of)?,
        judgement: judgement.map(|judgement| judgement.name().to_owned()).unwrap_or_default(),
        ruling,
        timeline,
        due: due.into_iter().map(|(kind, at)| (kind.to_owned(), at.0)).collect(),
        may: may(workspace, &customer, &input.card, now, reads),
    })
}

fn may(
    workspace: &Workspace,
    customer: &Customer,
    card: &str,
    now: &Now,
    reads: bool,
) -> Vec<String> {
    let ruling = &customer.ruling;
    let as_of = workspace.as_of(now);
    let hq = workspace.book().company.holds(workspace.me(), Role::Hq, as_of);
    let erased = card_id(card).is_ok_and(|card| workspace.book().erasure(card).is_some());
    let owns = ruling.owner == Owner::Person(workspace.me().clone());
    let signer = ruling.cards.iter().find(|standing| standing.card.to_string() == card);
    let own = signer.is_some_and(|standing| standing.signer == *workspace.me());
    let decides = match &ruling.authority {
        Authority::Person(person) => person == workspace.me(),
        Authority::Hq => hq,
    };
    let acts = [
        ("follow_up", (owns || own) && !erased),
        ("classify", owns),
        ("assign", decides),
        (
            "decide_case",
            ruling.case.as_ref().is_some_and(|case| decides_case(workspace, case, as_of)),
        ),
        ("appeal", appeals(workspace, customer, as_of)),
        ("correct", reads && !erased && signer.is_some_and(|s| s.out != Some(Out::Withdrawn))),
        ("withdraw", own && !owns && !erased),
        (
            "help_note",
            !erased
                && helping(workspace, customer)
                    .is_some_and(|card| !customer.cluster.cards[&card].opened),
        ),
        ("excuse", signer.is_some_and(|card| may_excuse(workspace, customer, card, as_of))),
        ("erase", hq && !erased),
    ];
    acts.iter().filter(|(_, may)| *may).map(|(act, _)| (*act).to_owned()).collect()
}

/// Whether a card came late to the fair of the person at the desk, who can certify why (OWN-08).
fn may_excuse(
    workspace: &Workspace,
    customer: &Customer,
    card: &CardStanding,
    as_of: domain::time::Instant,
) -> bool {
    let fair = customer.cluster.cards.get(&card.card).and_then(|f| f.signed.what.fair.as_ref());
    let company = &workspace.book().company;
    let supervises = fair.is_some_and(|fair| company.supervises(workspace.me(), fair, as_of));
    supervises && matches!(card.out, Some(Out::Late { .. })) && card.signer != *workspace.me()
}

/// Whether the person at the desk may appeal against the decision on the customer's case.
fn appeals(workspace: &Workspace, customer: &Customer, as_of: domain::time::Instant) -> bool {
    let company = &workspace.book().company;
    may_appeal(workspace.me(), &customer.cluster, company, as_of).is_some()
}

fn entry(workspace: &Workspace, record: &Record) -> Result<Option<TimelineEntry>, Failure> {
    let Ok(fact) = Fact::read(record) else { return Ok(None) };
    let mut args: BTreeMap<String, Value> = BTreeMap::new();
    let mut put = |name: &str, value: Value| {
        args.insert(name.to_owned(), value);
    };
    let key = match &fact {
        Fact::Card(card) => {
            put("register", json!(card.register));
            put("laptop", json!(laptops::number(workspace, record.envelope().log.enrolment)));
            put("source", json!(card.source.name()));
            "signed"
        }
        Fact::Withdrawal { .. } => match Remark::beside(record) {
            reason if reason.is_empty() => "taken_back",
            reason => {
                put("reason", json!(reason));
                "withdrawn"
            }
        },
        Fact::Correction(correction) => {
            let fields: Vec<_> = correction.fields.iter().map(|field| field.name()).collect();
            put("fields", json!(fields));
            "correction_asked"
        }
        Fact::CorrectionDecision(decision) => {
            put("reason", json!(Remark::beside(record)));
            if decision.approve { "correction_approved" } else { "correction_rejected" }
        }
        Fact::NotesOpened { .. } => "notes_opened",
        Fact::Countersign { .. } => "countersigned",
        Fact::Evaluation { judgement, .. } => {
            put("judgement", json!(judgement.name()));
            "evaluated"
        }
        Fact::Number { number, .. } => {
            put("number", json!(number));
            "numbered"
        }
        Fact::Seal(seal) => {
            put("day", json!(seal.day.to_string()));
            "sealed"
        }
        Fact::Excuse { reason, .. } => {
            put("reason", json!(reason));
            "excused"
        }
        Fact::Deal(deal) => {
            put("cards", json!(deal.dealt.len()));
            put("people", json!(deal.pool.among.len()));
            put("reason", json!(deal.reason));
            "dealt"
        }
        Fact::Assignment(assignment) => {
            let name = workspace.book().target_name(&assignment.to, workspace_time(record));
            put("to", json!(name));
            put("toPool", json!(matches!(assignment.to, Target::Pool(_))));
            put("reason", json!(assignment.reason));
            "assigned"
        }
        Fact::Delivery { .. } => "delivered",
        Fact::Identity(decision) => {
            if decision.same {
                "joined"
            } else {
                "parted"
            }
        }
        Fact::FollowUp { channel, connected, .. } => {
            put("channel", json!(channel));
            put("connected", json!(connected));
            "followed_up"
        }
        Fact::Classification { evidence, .. } => {
            put("evidence", json!(evidence));
            "classified"
        }
        Fact::Registration { decides, ruling, .. } => match decides {
            None if *ruling == [0; 32] => "waits_again",
            _ => "registered",
        },
        Fact::CaseDecision(decision) => {
            put("reason", json!(decision.reason));
            if decision.adopt { "case_adopted" } else { "case_upheld" }
        }
        Fact::Adoption(adoption) => {
            put("reason", json!(adoption.reason));
            "adopted"
        }
        Fact::Appeal(appeal) => {
            put("reason", json!(appeal.reason));
            "appealed"
        }
        _ => return Ok(None),
    };
    let act = workspace.gather().act(record, ())?;
    let text = match record.kind() {
        kind::FOLLOW_UP => Remark::beside(record),
        _ => String::new(),
    };
    Ok(Some(TimelineEntry {
        at_ms: act.time.at.0,
        by: workspace.name(&act.by),
        key: key.to_owned(),
        args,
        text,
    }))
}

/// That a card was erased, since the server has said so.
fn erased_entry(orders: &Orders<'_>, card: CardId) -> Result<Option<TimelineEntry>, Failure> {
    let erasure = orders.about(card)?;
    Ok(erasure.and_then(|ErasureView { at_ms, by, .. }| {
        let (key, args, text) = ("erased".to_owned(), BTreeMap::new(), String::new());
        Some(TimelineEntry { at_ms: at_ms?, by, key, args, text })
    }))
}

fn workspace_time(record: &Record) -> domain::time::Instant {
    domain::time::Instant(record.envelope().stamp.claimed_ms)
}
