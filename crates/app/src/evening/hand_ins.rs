//! Who has handed in, and what is missing of it (FAIR-07, FAIR-18).

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use domain::time::{Day, Instant};
use domain::{CardId, FairId, PersonId, deadline};
use facts::{Fact, Key, Records, kind};
use ledger::{EnrolmentId, Record};

use super::memo::Memo;
use super::view::shown;
use crate::Failure;
use crate::view::{HandInRow, OpenDraftRow};
use crate::workspace::Workspace;

/// What of one person's cards of a day is here.
#[derive(Default)]
struct Held {
    cards: u32,
    from_paper: u32,
    first: Option<Instant>,
}

/// What somebody has stated with his hand-ins of a day: the newest, and when he first said that this is all.
pub(crate) struct Stated {
    /// When he first did.
    pub(crate) first: Instant,
    at: Instant,
    drafts: Vec<CardId>,
    paper: u32,
}

/// What everybody has stated at a fair, by day.
pub(crate) fn statements(
    workspace: &Workspace,
    fair: &FairId,
) -> Result<BTreeMap<(Day, PersonId), Stated>, Failure> {
    let mut statements: BTreeMap<_, Stated> = BTreeMap::new();
    for record in workspace.fair_days(fair)? {
        let Ok(Fact::HandIn { day, drafts, paper, .. }) = Fact::read(&record) else { continue };
        let act = workspace.gather().act(&record, ())?;
        let at = act.time.at;
        match statements.entry((day, act.by)) {
            Entry::Vacant(entry) => drop(entry.insert(Stated { first: at, at, drafts, paper })),
            Entry::Occupied(mut entry) => {
                let known = entry.get_mut();
                known.first = known.first.min(at);
                if at > known.at {
                    *known = Stated { first: known.first, at, drafts, paper };
                }
            }
        }
    }
    Ok(statements)
}

/// The same for whoever asks once.
pub(crate) fn hand_ins_of(
    workspace: &Workspace,
    fair: &FairId,
    day: Day,
    cards: &[CardId],
    due: Instant,
    as_of: Instant,
) -> Result<Vec<HandInRow>, Failure> {
    hand_ins(workspace, &mut Memo::default(), fair, day, cards, due, as_of)
}

/// One row for each participant but the supervisor: nobody hands in to himself.
pub(super) fn hand_ins(
    workspace: &Workspace,
    memo: &mut Memo,
    fair_id: &FairId,
    day: Day,
    cards: &[CardId],
    due: Instant,
    as_of: Instant,
) -> Result<Vec<HandInRow>, Failure> {
    let company = &workspace.book().company;
    let Some(fair) = company.fairs.get(fair_id).and_then(|versions| versions.latest()) else {
        return Ok(Vec::new());
    };
    let gather = workspace.gather();
    let mut held: BTreeMap<PersonId, Held> = BTreeMap::new();
    for card in cards {
        let shown = shown(workspace, &gather, memo, *card, as_of)?;
        let entry = held.entry(shown.signer.clone()).or_default();
        entry.cards += 1;
        entry.from_paper += u32::from(shown.from_paper);
        entry.first = [entry.first, shown.possession].into_iter().flatten().min();
    }
    let statements = statements(workspace, fair_id)?;
    let mut rows = Vec::new();
    let gaps = memo.gaps(workspace, fair_id)?.clone();
    for person in fair.team.iter().filter(|person| **person != fair.supervisor) {
        let none = Held::default();
        let Held { cards, from_paper, first } = held.get(person).unwrap_or(&none);
        let stated = statements.get(&(day, person.clone()));
        let first_stated = stated.map(|stated| stated.first);
        let drafts = stated.map_or(&[][..], |stated| &stated.drafts);
        let mut unsigned = Vec::new();
        for draft in drafts {
            unsigned.extend(open_draft(workspace, *draft)?);
        }
        rows.push(HandInRow {
            person: person.to_string(),
            name: workspace.name(person),
            cards: *cards,
            drafts: u32::try_from(drafts.len()).unwrap_or(u32::MAX),
            paper: stated.map_or(0, |stated| stated.paper),
            from_paper: *from_paper,
            unsigned,
            stated_ms: stated.map(|stated| stated.at.0),
            received_ms: first.map(|at| at.0),
            status: deadline::hand_in_status(first_stated, due, as_of).name().to_owned(),
            late: first.is_some_and(|at| at > due),
            gaps: gaps.get(person).copied().unwrap_or(0),
        });
    }
    Ok(rows)
}

/// A draft that was listed, unless it was signed, thrown away or erased since.
fn open_draft(workspace: &Workspace, card: CardId) -> Result<Option<OpenDraftRow>, Failure> {
    let about = workspace.store().under(&Key::Card(card), 0)?;
    let over = |record: &Record| [kind::CARD, kind::WITHDRAWAL].contains(&record.kind());
    if about.iter().any(over) || workspace.book().erasure(card).is_some() {
        return Ok(None);
    }
    let row = workspace.store().lead(card)?;
    let names = row.map(|row| [row.company, row.person, row.phone]).unwrap_or_default();
    let name = names.into_iter().find(|name| !name.trim().is_empty()).unwrap_or_default();
    Ok(Some(OpenDraftRow { card: card.to_string(), name }))
}

/// Numbers that are missing in each person's registers of a fair (FAIR-18): 1, 2, 3 … without gaps, for
/// every device of his; one that took another's place goes on from what that one had come to. A card that was
/// taken back keeps its number.
pub(super) fn register_gaps(
    workspace: &Workspace,
    fair: &FairId,
) -> Result<BTreeMap<PersonId, u32>, Failure> {
    let mut registers: BTreeMap<(PersonId, EnrolmentId), BTreeSet<u32>> = BTreeMap::new();
    for record in workspace.store().under(&Key::FairCards(fair.clone()), 0)? {
        if let Ok(Fact::Card(card)) = Fact::read(&record) {
            let author = PersonId::new(&record.envelope().author);
            let register = (author, record.envelope().log.enrolment);
            registers.entry(register).or_default().insert(card.register);
        }
    }
    let mut gaps: BTreeMap<PersonId, u32> = BTreeMap::new();
    for ((person, device), numbers) in &registers {
        let (first, last) = (numbers.first().copied(), numbers.last().copied());
        let others = registers.iter().filter(|((of, other), _)| of == person && other != device);
        let before = others.filter_map(|(_, taken)| taken.range(..first.unwrap_or(0)).next_back());
        let begun = before.max().copied().unwrap_or(0);
        let held = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        let missing = last.unwrap_or(0).saturating_sub(begun).saturating_sub(held);
        *gaps.entry(person.clone()).or_default() += missing;
    }
    Ok(gaps)
}
