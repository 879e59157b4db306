//! Exhibits, counts and losses, for the person at the desk.

use std::collections::BTreeMap;

use domain::PersonId;
use domain::audience::Circle;
use domain::card::Act;
use domain::fair::custody::{Giving, Occasion, may_hold};
use domain::fair::handover::Pieces;
use domain::fair::incident::{About, Incident, Outcome};
use domain::fair::preparation::ItemId;
use facts::payload::Remark;
use facts::{Fact, Records};
use ledger::{EnrolmentId, RecordId};

use super::say::incident_id;
use super::{Stock, TEAR_DOWN, occasion, stock};
use crate::booth::Form;
use crate::imports::hex;
use crate::preparation::item_name;
use crate::view::{
    CustodyRef, CustodyView, GivenView, GivingView, HeldView, HolderView, IncidentSaidView,
    IncidentView, MoveView, MovedView, ReceiverView, ShortView, VoidView,
};
use crate::workspace::Workspace;
use crate::{Failure, Now, laptops};

/// Who has which exhibit, what was counted on an occasion, and what was lost.
///
/// # Errors
/// SYN-04 for whoever has nothing to do with the fair; `field.day`; `store` when the disk fails.
pub fn view(
    workspace: &mut Workspace,
    now: &Now,
    input: CustodyRef,
) -> Result<CustodyView, Failure> {
    let workspace = &*workspace;
    let shown = Shown::new(workspace, now, stock(workspace, now, &input.fair)?)?;
    let stock = &shown.stock;
    let today = workspace.book().company.zone.day(workspace.as_of(now));
    let mut occasions: Vec<String> = stock.fair.days.iter().map(ToString::to_string).collect();
    occasions.push(TEAR_DOWN.to_owned());
    let last = stock.fair.days.last().copied();
    let due = match last {
        Some(last) if today > last => TEAR_DOWN.to_owned(),
        _ => stock
            .fair
            .days
            .iter()
            .rfind(|day| **day <= today)
            .or(stock.fair.days.first())
            .map_or_else(|| TEAR_DOWN.to_owned(), ToString::to_string),
    };
    let on = if input.on.is_empty() { due } else { input.on };
    let at = occasion(&stock.fair, &on)?;
    let begins = match at {
        Occasion::Evening(day) => Some(day),
        Occasion::TearDown => last,
    };
    let uncounted: usize = stock.custody.uncounted(at).values().map(|items| items.len()).sum();
    let void = stock.custody.void.iter();
    let void = void.map(|(id, why)| VoidView { id: id.to_string(), why: why.name().to_owned() });
    let unfinished = workspace.store().autosave(&Form::Custody.key(stock.fair.id.as_str()))?;
    Ok(CustodyView {
        unfinished,
        fair: stock.fair.id.to_string(),
        occasions,
        on,
        countable: begins.is_none_or(|begins| today >= begins),
        holders: shown.holders(at),
        open: stock.custody.open.iter().map(|act| shown.giving(act)).collect::<Result<_, _>>()?,
        may_give_to: shown.receivers(),
        moves: shown.moves(),
        incidents: shown.incidents()?,
        uncounted: u32::try_from(uncounted).unwrap_or(u32::MAX),
        void: void.collect(),
    })
}

struct Shown<'a> {
    workspace: &'a Workspace,
    now: &'a Now,
    stock: Stock,
    names: BTreeMap<ItemId, String>,
}

impl<'a> Shown<'a> {
    fn new(workspace: &'a Workspace, now: &'a Now, stock: Stock) -> Result<Self, Failure> {
        let names = stock.prepared.items.iter();
        let names = names.map(|(id, item)| Ok((*id, item_name(workspace, item.now.id)?)));
        let names = names.collect::<Result<_, Failure>>()?;
        Ok(Self { workspace, now, stock, names })
    }

    fn name(&self, item: &ItemId) -> String {
        self.names.get(item).cloned().unwrap_or_default()
    }

    fn holders(&self, on: Occasion) -> Vec<HolderView> {
        let (me, custody) = (self.workspace.me(), &self.stock.custody);
        let mut holders: Vec<HolderView> = Vec::new();
        for (person, items) in &custody.held {
            let held = |(item, held): (&ItemId, &u32)| {
                let counted = custody.counted(person, item, on);
                let missing = counted.map(|counted| counted.missing(item));
                let giveaway = custody.giveaways.contains(item);
                let found = counted.and_then(|counted| counted.act.what.items.get(item));
                HeldView {
                    item: hex(&item.0),
                    name: self.name(item),
                    held: *held,
                    counted: found.map(|pieces| pieces.quantity),
                    condition: found.map(|pieces| pieces.condition.name().to_owned()),
                    counted_by: counted
                        .map(|counted| self.workspace.name(&counted.act.by))
                        .unwrap_or_default(),
                    counted_ms: counted.map(|counted| counted.act.time.at.0),
                    missing: missing.filter(|_| !giveaway).unwrap_or(0),
                    giveaway,
                    given_out: missing.filter(|_| giveaway).unwrap_or(0),
                }
            };
            let mut items: Vec<HeldView> = items.iter().map(held).collect();
            items.sort_by(|a, b| (&a.name, &a.item).cmp(&(&b.name, &b.item)));
            holders.push(HolderView {
                person: person.to_string(),
                name: self.workspace.name(person),
                mine: person == me,
                may_count: person == me || self.stock.fair.supervisor == *me,
                items,
            });
        }
        holders.sort_by_key(|holder| !holder.mine);
        holders
    }

    fn giving(&self, act: &Act<Giving>) -> Result<GivingView, Failure> {
        let item = |(item, pieces): (&ItemId, &Pieces)| GivenView {
            item: hex(&item.0),
            name: self.name(item),
            quantity: pieces.quantity,
            condition: pieces.condition.name().to_owned(),
        };
        let record = self.workspace.store().record(&RecordId::new(act.id.0))?;
        Ok(GivingView {
            id: act.id.to_string(),
            from: self.workspace.name(&act.by),
            to: self.workspace.name(&act.what.to),
            at_ms: act.time.at.0,
            remarks: record.as_ref().map(Remark::beside).unwrap_or_default(),
            may_take: act.what.to == *self.workspace.me(),
            mine: act.by == *self.workspace.me(),
            items: act.what.items.iter().map(item).collect(),
        })
    }

    /// Those who take part first, then marketing, to whom everything goes back.
    fn receivers(&self) -> Vec<ReceiverView> {
        let (me, company) = (self.workspace.me(), &self.workspace.book().company);
        let (as_of, fair) = (self.workspace.as_of(self.now), &self.stock.fair);
        if !self.stock.custody.held.contains_key(me) {
            return Vec::new();
        }
        let may = |id: &&PersonId| {
            let active = company.person(id, as_of).is_some_and(|person| person.active);
            active && *id != me && may_hold(id, &fair.id, company, as_of)
        };
        let mut people: Vec<&PersonId> = company.people.keys().filter(may).collect();
        people.sort_by_key(|id| !fair.has(id));
        let row =
            |id: &PersonId| ReceiverView { id: id.to_string(), name: self.workspace.name(id) };
        people.into_iter().map(row).collect()
    }

    fn moves(&self) -> Vec<MoveView> {
        let moves = self.stock.custody.moves.iter();
        let row = moves.map(|one| MoveView {
            id: one.id.to_string(),
            from: one.from.as_ref().map(|from| self.workspace.name(from)).unwrap_or_default(),
            to: self.workspace.name(&one.to),
            at_ms: one.at.0,
            items: one
                .items
                .iter()
                .map(|(item, quantity)| MovedView { name: self.name(item), quantity: *quantity })
                .collect(),
        });
        row.collect()
    }

    /// Those that concern the person at the desk: all of them for whoever answers for the fair, and his own.
    fn incidents(&self) -> Result<Vec<IncidentView>, Failure> {
        let (me, company) = (self.workspace.me(), &self.workspace.book().company);
        let as_of = self.workspace.as_of(self.now);
        let fair = &self.stock.fair.id;
        let leads = self.workspace.reads_of_fair(fair, Circle::Leaders, as_of);
        let all = self.stock.incidents(self.workspace)?.into_iter();
        let mine = all.filter(|one| leads || one.may_speak(me, company, as_of));
        mine.map(|incident| self.incident(&incident)).collect()
    }

    fn incident(&self, incident: &Incident) -> Result<IncidentView, Failure> {
        let (me, company) = (self.workspace.me(), &self.workspace.book().company);
        let as_of = self.workspace.as_of(self.now);
        let outcome = |of: Option<Outcome>| of.map(Outcome::name).unwrap_or_default().to_owned();
        let said = incident.said.iter().map(|act| IncidentSaidView {
            by: self.workspace.name(&act.by),
            at_ms: act.time.at.0,
            words: act.what.words.clone(),
            outcome: outcome(act.what.outcome),
        });
        let closing = incident.said.iter().find(|act| Some(act.id) == incident.closed);
        let mut view = IncidentView {
            id: incident_id(incident),
            kind: String::new(),
            what: String::new(),
            holder: self.workspace.name(incident.about.holder()),
            liable: incident.liable.as_ref().map(|by| self.workspace.name(by)).unwrap_or_default(),
            opened_ms: incident.opened.0,
            missing: incident.missing,
            counts: Vec::new(),
            stated_ms: None,
            enrolment: None,
            remains: None,
            said: said.collect(),
            settled: !incident.is_open(),
            outcome: outcome(closing.and_then(|act| act.what.outcome)),
            may_speak: incident.may_speak(me, company, as_of),
            may_close: incident.may_close(me, company, as_of),
        };
        match &incident.about {
            About::Exhibit { holder, item } => {
                view.kind = "exhibit".to_owned();
                view.what = self.name(item);
                let shortfalls = self.stock.custody.shortfalls.iter();
                let counts = shortfalls
                    .filter(|short| short.custodian == *holder && short.item == *item)
                    .flat_map(|short| &short.counts);
                let counts =
                    counts.map(|(at, _, missing)| ShortView { at_ms: at.0, missing: *missing });
                view.counts = counts.collect();
            }
            About::Laptop { holder, enrolment } => {
                let of = EnrolmentId::new(*enrolment);
                let remains = laptops::remains(self.workspace, of)?;
                view.kind = "laptop".to_owned();
                view.missing = laptops::missing(&remains);
                view.stated_ms = self.stated(holder, incident)?;
                let remains = laptops::view(self.workspace, self.now, of, remains);
                view.what = remains.device.clone();
                view.enrolment = Some(remains.enrolment.clone());
                view.remains = Some(remains);
            }
        }
        Ok(view)
    }

    /// When somebody last said, before his laptop was gone, that he had handed in everything (FAIR-07).
    fn stated(&self, holder: &PersonId, incident: &Incident) -> Result<Option<i64>, Failure> {
        let mut stated = None;
        for record in self.workspace.fair_days(&self.stock.fair.id)? {
            if !matches!(Fact::read(&record), Ok(Fact::HandIn { .. })) {
                continue;
            }
            let act = self.workspace.gather().act(&record, ())?;
            if act.by == *holder && act.time.at <= incident.opened {
                stated = stated.max(Some(act.time.at.0));
            }
        }
        Ok(stated)
    }
}
