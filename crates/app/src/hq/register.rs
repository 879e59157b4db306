//! The lines of the register of visitors and calls that are about the person of a card (SEC-14).

use std::collections::BTreeSet;

use domain::CardId;
use domain::fair::entry::Entry;
use domain::fair::reception::{Reception, Told};
use domain::identity::normal;
use domain::time::Instant;
use facts::payload::CardContent;
use facts::{Key, Records, Subject};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Failure;
use crate::corrections::counting_content;
use crate::workspace::Workspace;

/// A line of the register that may be erased with a card.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ErasableLine {
    /// Which, as it is named in an order.
    pub line: String,
    /// Name of the fair.
    pub fair: String,
    /// When he came or called.
    #[ts(type = "number")]
    pub came_ms: i64,
    /// Who received him.
    pub by: String,
    /// Who, as it was written.
    pub name: String,
    /// His company.
    pub company: String,
    /// The number that he left.
    pub phone: String,
    /// The card was made of it: it goes with the card.
    pub made: bool,
}

/// The lines of which some of these cards were made, as far as they are not erased.
///
/// # Errors
/// When the database fails.
pub(super) fn made_into(
    workspace: &Workspace,
    cards: &BTreeSet<CardId>,
    as_of: Instant,
) -> Result<BTreeSet<Subject>, Failure> {
    let mut made = BTreeSet::new();
    for (_, entry) in lines(workspace, as_of)? {
        let named = entry.versions().iter().filter_map(|version| version.what.what.card);
        if named.into_iter().any(|card| cards.contains(&card)) {
            made.insert(subject(&entry));
        }
    }
    Ok(made)
}

/// The lines of which a card was made, and those with its number, or with its person and company.
///
/// # Errors
/// When the database fails.
pub(super) fn about(
    workspace: &Workspace,
    card: CardId,
    as_of: Instant,
) -> Result<Vec<ErasableLine>, Failure> {
    let customer = workspace.customer(card, as_of)?;
    let file = customer.cluster.cards.get(&card).ok_or_else(|| Failure::new("lead.unknown"))?;
    let content = counting_content(&workspace.store().under(&Key::Card(card), 0)?, file);
    let mut found = Vec::new();
    for (fair, entry) in lines(workspace, as_of)? {
        let versions = || entry.versions().iter().map(|version| &version.what.what);
        let made = versions().any(|line| line.card == Some(card));
        let alike = content
            .as_ref()
            .is_some_and(|content| versions().any(|line| is_alike(&line.told, content)));
        if made || alike {
            let newest = entry.newest();
            let Reception { came, told, .. } = newest.what.what.clone();
            found.push(ErasableLine {
                line: subject(&entry).card().to_string(),
                fair,
                came_ms: came.0,
                by: workspace.name(&newest.by),
                name: told.name,
                company: told.company,
                phone: told.phone,
                made,
            });
        }
    }
    found.sort_by_key(|line| (!line.made, line.came_ms));
    Ok(found)
}

/// Which line it is, as orders name it.
pub(crate) fn subject(entry: &Entry<Reception>) -> Subject {
    Subject::line(entry.author(), entry.newest().what.entry)
}

/// Every line that is not erased, of every fair.
fn lines(
    workspace: &Workspace,
    as_of: Instant,
) -> Result<Vec<(String, Entry<Reception>)>, Failure> {
    let mut lines = Vec::new();
    let company = &workspace.book().company;
    for (id, versions) in &company.fairs {
        let known = versions.at(as_of).or_else(|| versions.latest());
        let name = known.map_or_else(|| id.to_string(), |fair| fair.name.clone());
        for entry in workspace.gather().receptions(id)? {
            if workspace.book().erasure(subject(&entry)).is_none() {
                lines.push((name.clone(), entry));
            }
        }
    }
    Ok(lines)
}

/// Whether a line seems to be about the person of a card: only somebody who looks at it can tell.
fn is_alike(told: &Told, content: &CardContent) -> bool {
    let phone = normal::phone(&told.phone);
    if phone.is_some() && phone == normal::phone(&content.phone) {
        return true;
    }
    let base = |name: &str| normal::company_name(name).map(|name| name.base);
    let (of_line, of_card) = (base(&told.company), base(&content.company));
    let person = normal::fold(&told.name);
    of_line.is_some()
        && of_line == of_card
        && (person.is_empty() || person == normal::fold(&content.person))
}
