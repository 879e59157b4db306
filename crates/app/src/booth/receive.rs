//! The register of visitors and calls (FAIR-20, FAIR-21).

use domain::audience::Circle;
use domain::company::Role;
use domain::fair::entry::{Entry, EntryId};
use domain::fair::reception::{
    Channel, Reception, Statement, Statistic, day_of, is_late, is_signed, newest_about, statistic,
};
use domain::time::Instant;
use domain::{CardId, PersonId};
use facts::kind;
use facts::payload::{self, ReceptionContent, card_bytes};

use super::keep::Form;
use super::place::{Place, count, day, entry_id, entry_text};
use crate::hq::{Orders, line_subject};
use crate::text::fits;
use crate::view::{
    BoothRef, ErasureView, ReceptionInput, ReceptionRow, RegisterView, SignedStatistic,
    StatisticView,
};
use crate::workspace::{Fresh, Workspace, person_id};
use crate::{Failure, Now, people};

/// How far a visitor's time may lie ahead: a clock that is looked at is not a clock that is read.
const AHEAD_MS: i64 = 10 * 60_000;

/// The register of a day, or of the whole fair: one's own lines, those that were passed on to one, and everybody's
/// for whoever leads the fair.
///
/// # Errors
/// SYN-04 for a fair that is none of his, `field.day`.
pub fn register(
    workspace: &Workspace,
    now: &Now,
    input: BoothRef,
) -> Result<RegisterView, Failure> {
    let place = Place::of(workspace, now, &input.fair)?;
    let day = day(&input.day)?;
    let zone = workspace.book().company.zone.clone();
    let mut entries = lines(workspace, &place)?;
    entries.retain(|entry| day.is_none_or(|day| day_of(entry, &zone) == day));
    entries.sort_by_key(|entry| (entry.standing().is_none(), entry.newest().what.what.came));
    let statements = workspace.gather().registers_signed(&place.fair.id)?;
    let signed = day.and_then(|day| newest_about(&statements, day));
    let statement = signed.map(|act| &act.what);
    let orders = Orders::read(workspace)?;
    let rows: Vec<ReceptionRow> = entries
        .iter()
        .map(|entry| {
            let late = is_late(entry, &zone);
            Ok(ReceptionRow { late, ..row(workspace, &orders, &input.fair, entry, statement)? })
        })
        .collect::<Result<_, Failure>>()?;
    Ok(RegisterView {
        day: input.day,
        may_write: place.inside,
        may_sign: place.leads,
        may_erase: workspace.book().company.holds(workspace.me(), Role::Hq, place.as_of),
        reads_all: place.reads(workspace, Circle::Leaders),
        counted: statistic_view(statistic(entries.iter().filter_map(Entry::standing))),
        signed: signed.map(|act| SignedStatistic {
            at_ms: act.time.at.0,
            by: workspace.name(&act.by),
            counted: statistic_view(act.what.counted),
        }),
        people: people::rows(workspace, Some(&place.fair), place.as_of)
            .into_iter()
            .filter(|row| place.fair.has(&PersonId::new(&row.id)))
            .collect(),
        after_signing: count(rows.iter().filter(|row| row.after_signing).count()),
        rows,
        unfinished: workspace.store().autosave(&Form::Reception.key(&input.fair))?,
    })
}

/// The lines that this person may read now.
pub(super) fn lines(
    workspace: &Workspace,
    place: &Place,
) -> Result<Vec<Entry<Reception>>, Failure> {
    let mut entries = workspace.gather().receptions(&place.fair.id)?;
    let (me, all) = (workspace.me(), place.reads(workspace, Circle::Leaders));
    entries.retain(|entry| {
        let line = &entry.newest().what.what;
        let passed_on = line.first_contact == *me || line.routed_to.as_ref() == Some(me);
        all || entry.author() == me || place.leased && passed_on
    });
    Ok(entries)
}

/// One's own line that can be written anew.
pub(super) fn own_line(
    workspace: &Workspace,
    place: &Place,
    id: EntryId,
) -> Result<Entry<Reception>, Failure> {
    let own = |entry: &Entry<Reception>| {
        entry.newest().what.entry == id && entry.author() == workspace.me()
    };
    let found = lines(workspace, place)?.into_iter().find(own);
    let found = found.ok_or_else(|| Failure::new("booth.unknown"))?;
    match erasure(&Orders::read(workspace)?, &found)? {
        Some(ErasureView { at_ms: Some(_), .. }) => Err(Failure::new("line.erased")),
        _ => Ok(found),
    }
}

/// Headquarters' order that what stood in a line be erased: the line, or the card that was made of it (SEC-14).
fn erasure(orders: &Orders<'_>, entry: &Entry<Reception>) -> Result<Option<ErasureView>, Failure> {
    let of_line = orders.about(line_subject(entry))?;
    match (of_line, entry.newest().what.what.card) {
        (None, Some(card)) => orders.about(card),
        (of_line, _) => Ok(of_line),
    }
}

pub(super) fn statistic_view(counted: Statistic) -> StatisticView {
    let Statistic { came, called, phones, cards, routed, asked_after } = counted;
    StatisticView { came, called, phones, cards, routed, asked_after }
}

fn row(
    workspace: &Workspace,
    orders: &Orders<'_>,
    fair: &str,
    entry: &Entry<Reception>,
    signed: Option<&Statement>,
) -> Result<ReceptionRow, Failure> {
    let newest = entry.newest();
    let line = &newest.what.what;
    let routed_to = line.routed_to.as_ref();
    let mine = newest.by == *workspace.me();
    // Of a colleague's card nothing can be opened before he has signed it and it is here.
    let card = match line.card {
        Some(card) if mine || workspace.card_record(card)?.is_some() => Some(card),
        _ => None,
    };
    Ok(ReceptionRow {
        input: input_of(fair, entry),
        entry: entry_text(newest.what.entry),
        by: workspace.name(&newest.by),
        mine,
        first_contact: workspace.name(&line.first_contact),
        routed_to: routed_to.map(|person| workspace.name(person)).unwrap_or_default(),
        phone_left: line.phone_left,
        card: card.map(|card| card.to_string()),
        versions: count(entry.versions().len()),
        late: false,
        after_signing: signed.is_some_and(|statement| !is_signed(newest, statement)),
        line: line_subject(entry).card().to_string(),
        erasure: erasure(orders, entry)?,
    })
}

/// A line as its form.
pub(super) fn input_of(fair: &str, entry: &Entry<Reception>) -> ReceptionInput {
    let written = &entry.newest().what;
    let Reception { channel, came, first_contact, routed_to, told, .. } = &written.what;
    let told = told.clone();
    ReceptionInput {
        fair: fair.to_owned(),
        entry: Some(entry_text(written.entry)),
        channel: channel.name().to_owned(),
        came_ms: Some(came.0),
        name: told.name,
        company: told.company,
        phone: told.phone,
        matter: told.matter,
        opinions: told.opinions,
        needs: told.needs,
        key_points: told.key_points,
        answer: told.answer,
        first_contact: first_contact.to_string(),
        routed_to: routed_to.as_ref().map(PersonId::to_string).unwrap_or_default(),
        withdrawn: written.withdrawn,
    }
}

/// Enters a visitor or a call, or writes one's own line anew: what it said before stays.
///
/// # Errors
/// SYN-04 for whoever does not take part, `field.missing` without a name, a company or a matter, `field.too_long`,
/// `field.came` for a time that is still to come, `person.unknown`, `booth.unknown` for a line that is not his.
pub fn receive(
    workspace: &mut Workspace,
    now: &Now,
    input: ReceptionInput,
) -> Result<String, Failure> {
    let place = Place::inside(workspace, now, &input.fair)?;
    let earlier = match input.entry.as_deref() {
        None => None,
        Some(text) => Some(own_line(workspace, &place, entry_id(text)?)?),
    };
    let card = earlier.as_ref().and_then(|entry| entry.newest().what.what.card);
    let key = Form::Reception.key(&input.fair);
    let (entry, fact) = fact(workspace, now, &place, &input, earlier.as_ref(), card)?;
    workspace.sign_with(vec![fact], now, |tx| tx.remove_autosave(&key))?;
    Ok(entry_text(entry))
}

/// A line that is about to be signed, and its id.
pub(super) fn fact(
    workspace: &Workspace,
    now: &Now,
    place: &Place,
    input: &ReceptionInput,
    earlier: Option<&Entry<Reception>>,
    card: Option<CardId>,
) -> Result<(EntryId, Fresh), Failure> {
    let texts = [
        ("name", &input.name),
        ("company", &input.company),
        ("phone", &input.phone),
        ("matter", &input.matter),
        ("opinions", &input.opinions),
        ("needs", &input.needs),
        ("keyPoints", &input.key_points),
        ("answer", &input.answer),
    ];
    texts.iter().try_for_each(|(field, text)| fits(field, text))?;
    if [&input.name, &input.company, &input.matter].iter().all(|text| text.trim().is_empty()) {
        return Err(Failure::field("field.missing", "name").with("field", "name"));
    }
    Channel::from_name(&input.channel)
        .ok_or_else(|| Failure::field("call.arguments", "channel"))?;
    let came = input.came_ms.map_or(place.as_of, Instant);
    if came > place.as_of.plus_ms(AHEAD_MS) {
        return Err(Failure::field("field.came", "cameMs"));
    }
    let first_contact = match input.first_contact.as_str() {
        "" => workspace.me().clone(),
        text => person_id(workspace, text)?,
    };
    let routed_to = match input.routed_to.as_str() {
        "" => None,
        text => Some(person_id(workspace, text)?.to_string()),
    };
    let entry = earlier.map_or_else(|| EntryId(now.random("reception")), |e| e.newest().what.entry);
    let version = earlier.map_or(1, |entry| entry.newest().what.version.saturating_add(1));
    let ranking = payload::Reception {
        fair: input.fair.clone(),
        entry: entry.0.into(),
        version,
        withdrawn: input.withdrawn,
        channel: input.channel.clone(),
        came_ms: came.0,
        phone_left: !input.phone.trim().is_empty(),
        asked_after: !input.answer.trim().is_empty(),
        first_contact: first_contact.to_string(),
        routed_to,
        card: card.map(card_bytes),
    };
    let content = ReceptionContent {
        name: input.name.clone(),
        company: input.company.clone(),
        phone: input.phone.clone(),
        matter: input.matter.clone(),
        opinions: input.opinions.clone(),
        needs: input.needs.clone(),
        key_points: input.key_points.clone(),
        answer: input.answer.clone(),
    };
    let (ranking, content) = (ranking.encode(), Some(content.encode()));
    Ok((entry, Fresh { kind: kind::RECEPTION, ranking, content }))
}
