//! Who wrote down more cards than talks can have been (DUP-05): shown to whoever judges them, and no more.

use std::collections::BTreeMap;

use domain::card::Source;
use domain::density::{Begun, Dense, dense};
use domain::time::{Day, Instant};
use domain::{CardId, FairId, PersonId};
use facts::{Fact, Gather, Key, Records};
use store::Store;

use crate::Failure;
use crate::leads::row_view;
use crate::view::DenseRow;
use crate::workspace::Workspace;

/// The stretches of a fair that have more than `dup.max_cards_per_10min`, or of one day of it.
pub(crate) fn dense_of(
    workspace: &Workspace,
    fair: &FairId,
    day: Option<Day>,
    as_of: Instant,
) -> Result<Vec<DenseRow>, Failure> {
    let found = stretches(workspace, &workspace.gather(), fair, day, as_of)?;
    rows(workspace, &found, as_of)
}

/// What came from a list is no talk, and a form that nobody attended to claims nothing: neither is counted. A
/// card that began as a draft was written down then, however many drafts are signed at once in the evening.
pub(super) fn stretches(
    workspace: &Workspace,
    gather: &Gather<'_, Store>,
    fair: &FairId,
    day: Option<Day>,
    as_of: Instant,
) -> Result<Vec<Dense>, Failure> {
    let company = &workspace.book().company;
    let mut signed: BTreeMap<CardId, PersonId> = BTreeMap::new();
    let mut begun: BTreeMap<CardId, Instant> = BTreeMap::new();
    for record in workspace.store().under(&Key::FairCards(fair.clone()), 0)? {
        let (card, is_signed) = match Fact::read(&record) {
            Ok(Fact::Card(card)) => (card, true),
            Ok(Fact::Draft(card)) => (card, false),
            _ => continue,
        };
        if card.source == Source::Other || card.unattended {
            continue;
        }
        let act = gather.act(&record, ())?;
        if is_signed {
            signed.insert(card.id, act.by);
        }
        let first = begun.entry(card.id).or_insert(act.time.at);
        *first = (*first).min(act.time.at);
    }
    let of_the_day = |at: Instant| day.is_none_or(|day| company.zone.day(at) == day);
    let counted = signed.into_iter().filter_map(|(card, by)| {
        let at = *begun.get(&card)?;
        of_the_day(at).then_some(Begun { by, at, card })
    });
    Ok(dense(counted.collect(), company.parameters(as_of).max_cards_per_10min))
}

/// Stretches for people.
pub(super) fn rows(
    workspace: &Workspace,
    stretches: &[Dense],
    as_of: Instant,
) -> Result<Vec<DenseRow>, Failure> {
    let most = workspace.book().company.parameters(as_of).max_cards_per_10min;
    let mut rows = Vec::new();
    for stretch in stretches {
        let mut cards = Vec::new();
        for card in &stretch.cards {
            cards.extend(workspace.store().lead(*card)?.map(|row| row_view(workspace, &row)));
        }
        rows.push(DenseRow {
            person: stretch.by.to_string(),
            name: workspace.name(&stretch.by),
            from_ms: stretch.from.0,
            through_ms: stretch.through.0,
            count: u32::try_from(stretch.cards.len()).unwrap_or(u32::MAX),
            most,
            cards,
        });
    }
    Ok(rows)
}
