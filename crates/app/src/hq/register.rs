//! The lines of the register of visitors and calls that are about the person of a card (SEC-14).

use std::collections::BTreeSet;

use domain::CardId;
use domain::fair::entry::Entry;
use domain::fair::reception::{Reception, Told};
use domain::identity::normal;
use domain::time::Instant;
use facts::payload::CardContent;
use facts::{Key, Records, Subject, signed_card};
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
pub(super) fn about_card(
    workspace: &Workspace,
    card: CardId,
    as_of: Instant,
) -> Result<Vec<ErasableLine>, Failure> {
    let content = content(workspace, card, as_of)?;
    let known: Vec<Marks> = content.iter().map(Marks::of_card).collect();
    alike(&lines(workspace, as_of)?, &known, |line| line.card == Some(card), workspace)
}

/// What a signed card says, as far as it is held; nothing for a line, or for a draft.
pub(super) fn content(
    workspace: &Workspace,
    card: CardId,
    as_of: Instant,
) -> Result<Option<CardContent>, Failure> {
    let about = workspace.store().under(&Key::Card(card), 0)?;
    if signed_card(&about).is_none() {
        return Ok(None);
    }
    let customer = workspace.customer(card, as_of)?;
    let file = customer.cluster.cards.get(&card);
    Ok(file.and_then(|file| counting_content(&about, file)))
}

/// The other lines with a line's number, or with its person and company.
///
/// # Errors
/// When the database fails.
pub(super) fn about_line(
    workspace: &Workspace,
    of: Subject,
    as_of: Instant,
) -> Result<Vec<ErasableLine>, Failure> {
    let (his, others): (Vec<_>, Vec<_>) =
        lines(workspace, as_of)?.into_iter().partition(|(_, entry)| subject(entry) == of);
    let versions = his.iter().flat_map(|(_, entry)| entry.versions());
    let known: Vec<Marks> =
        versions.map(|version| Marks::of_line(&version.what.what.told)).collect();
    alike(&others, &known, |_| false, workspace)
}

/// Of some lines those of which a card was made, and those that are like what is known, these first.
fn alike(
    lines: &[(String, Entry<Reception>)],
    known: &[Marks],
    made: impl Fn(&Reception) -> bool,
    workspace: &Workspace,
) -> Result<Vec<ErasableLine>, Failure> {
    let mut found = Vec::new();
    for (fair, entry) in lines {
        let versions = || entry.versions().iter().map(|version| &version.what.what);
        let made = versions().any(&made);
        let like = |line: &Reception| {
            let marks = Marks::of_line(&line.told);
            known.iter().any(|known| known.is_like(&marks))
        };
        if made || versions().any(like) {
            let newest = entry.newest();
            let Reception { came, told, .. } = newest.what.what.clone();
            found.push(ErasableLine {
                line: subject(entry).card().to_string(),
                fair: fair.clone(),
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

/// By what somebody is known again who came to the booth. Whether it is he, only somebody who looks can tell.
struct Marks {
    phone: Option<String>,
    company: Option<String>,
    person: String,
}

impl Marks {
    fn of(company: &str, person: &str, phone: &str) -> Self {
        Self {
            phone: normal::phone(phone),
            company: normal::company_name(company).map(|name| name.base),
            person: normal::fold(person),
        }
    }

    fn of_card(content: &CardContent) -> Self {
        Self::of(&content.company, &content.person, &content.phone)
    }

    fn of_line(told: &Told) -> Self {
        Self::of(&told.company, &told.name, &told.phone)
    }

    /// One number, or one company and no other name there.
    fn is_like(&self, other: &Self) -> bool {
        let one = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
        let named = [&self.person, &other.person].iter().all(|name| !name.is_empty());
        one(&self.phone, &other.phone)
            || one(&self.company, &other.company) && !(named && self.person != other.person)
    }
}
