//! Exchange with a colleague's laptop: what goes over, the same for a USB file and the LAN.

mod photos;

use std::collections::{BTreeMap, BTreeSet};

use domain::audience::Depth;
use domain::time::Instant;
use domain::{CardId, PersonId};
use facts::{Entitlement, Key, Records, cards_of, cut, kind};
use ledger::{LogId, Record, RecordId, Seq, WhichPart};

use crate::workspace::Workspace;
use crate::{Failure, Now};

pub use photos::PhotosFor;

/// Records for one person, ready to be packed.
#[derive(Clone, Debug, Default)]
pub struct Outgoing {
    /// Facts about the company: the recipient may not have met a key yet.
    pub company: Vec<Record>,
    /// Everything else that he may hold and is not known to have.
    pub records: Vec<Record>,
    /// Signed cards among them.
    pub cards: u32,
}

/// Collects everything that `to` may hold (SYN-05).
///
/// Our own log goes whole, those of others as far as they lead to something that is for him, so that
/// his copy of a chain has no gaps; parts that are not for him are cut out.
/// `has` says how far he has each log already: of those records only what concerns his customers is
/// sent again, because a part may have become his since.
///
/// # Errors
/// `store` when the disk fails.
pub fn outgoing(
    workspace: &Workspace,
    to: &PersonId,
    has: &BTreeMap<LogId, Seq>,
    now: &Now,
) -> Result<Outgoing, Failure> {
    let as_of = workspace.as_of(now);
    let store = workspace.store();
    let entitlement = Entitlement::new(store, workspace.book(), to, as_of);
    let mut customers: BTreeMap<RecordId, Record> = BTreeMap::new();
    let mut heads: BTreeMap<RecordId, Record> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for card in cards_between(workspace, to, as_of)? {
        if !seen.insert(card) {
            continue;
        }
        for (id, (record, depth)) in entitlement.records_of(card)? {
            // A head that a proof names goes as deep as its own chain takes it, and bare at least.
            let kept = if depth == Depth::Envelope { &mut heads } else { &mut customers };
            kept.insert(id, cut(&record, depth));
        }
    }
    let company = store.under(&Key::Company, 0)?;
    let depth = |record: &Record| entitlement.on_its_own(record).unwrap_or(Depth::Ranking);
    let company = company.iter().map(|record| cut(record, depth(record))).collect();
    let mut outgoing = Outgoing { company, ..Outgoing::default() };
    let mut sent: BTreeSet<RecordId> = outgoing.company.iter().map(Record::id).collect();
    for (log, _) in store.heads_contiguous()? {
        if workspace.book().is_server(&log.enrolment) {
            continue;
        }
        let above = has.get(&log).copied().unwrap_or(Seq::ZERO);
        let mut chain = Vec::new();
        for record in store.records_above(log, above, usize::MAX)? {
            if !sent.insert(record.id()) {
                continue;
            }
            let cut = customers.remove(&record.id()).unwrap_or_else(|| {
                match entitlement.on_its_own(&record) {
                    Some(depth) => cut(&record, depth),
                    None => record.envelope_only(),
                }
            });
            chain.push(cut);
        }
        if log.enrolment != workspace.log().enrolment {
            let last = chain.iter().rposition(|record| record.part(WhichPart::Ranking).is_some());
            chain.truncate(last.map_or(0, |last| last + 1));
        }
        outgoing.records.extend(chain);
    }
    let single = customers.into_values().chain(heads.into_values());
    outgoing.records.extend(single.filter(|record| sent.insert(record.id())));
    let cards = outgoing
        .records
        .iter()
        .filter(|record| record.kind() == kind::CARD && record.part(WhichPart::Ranking).is_some());
    outgoing.cards = u32::try_from(cards.count()).unwrap_or(u32::MAX);
    Ok(outgoing)
}

/// The cards that may concern a colleague: those of the fairs where he takes part, and those that he
/// signed. What he may hold of each is the entitlement's business.
fn cards_between(
    workspace: &Workspace,
    to: &PersonId,
    as_of: Instant,
) -> Result<Vec<CardId>, Failure> {
    let store = workspace.store();
    let mut records = store.under(&Key::CardsBy(to.clone()), 0)?;
    let company = &workspace.book().company;
    let fairs = company.fairs.values().filter_map(|versions| versions.at(as_of));
    let everything = company.person(to, as_of).is_some_and(|person| person.sees_everything());
    for fair in fairs.filter(|fair| everything || fair.has(to) || fair.has(workspace.me())) {
        records.extend(store.under(&Key::FairCards(fair.id.clone()), 0)?);
    }
    Ok(cards_of(&records).into_iter().collect())
}
