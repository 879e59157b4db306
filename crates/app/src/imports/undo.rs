//! Taking a whole import back: each card by a tombstone with a reason, as a person takes back one (FAIR-18).

use std::collections::BTreeSet;

use domain::{CardId, PersonId};
use facts::{Key, Records, kind, payload};
use ledger::Record;

use super::cards::{Imported, imported, remember};
use super::past::of_hex;
use crate::capture::content_of;
use crate::text::says_why;
use crate::view::{KeptCard, UndoImportInput, UndoView};
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// How many cards one call looks at.
const STEP_CARDS: usize = 50;
/// What happens to every card by itself.
const NO_ACTS: [&str; 5] =
    [kind::CARD, kind::DRAFT, kind::NUMBER, kind::REGISTRATION, kind::ADOPTION];

/// Takes back some cards of an import, and says how many are left. Called until none is.
///
/// A card on which somebody has worked since is not taken back with the others: it is named, with what
/// happened to it, and can be withdrawn on its own page.
///
/// # Errors
/// `field.missing` without a reason, `import.unknown` for one that is not one's own, `store`.
pub fn undo(
    workspace: &mut Workspace,
    now: &Now,
    input: UndoImportInput,
) -> Result<UndoView, Failure> {
    says_why(&input.reason)?;
    let of = find(workspace, &input.import)?;
    let all = of.cards.len();
    let from = (input.from as usize).min(all);
    let next = all.min(from + STEP_CARDS);
    let count = |cards: usize| u32::try_from(cards).unwrap_or(u32::MAX);
    let mut view =
        UndoView { withdrawn: 0, next: count(next), left: count(all - next), kept: Vec::new() };
    let mut facts = Vec::new();
    let mut taken_back = Vec::new();
    for card in of.cards.iter().copied().skip(from).take(STEP_CARDS) {
        let about = workspace.store().under(&Key::Card(card), 0)?;
        if about.iter().any(|record| record.kind() == kind::WITHDRAWAL) {
            view.withdrawn += 1;
        } else if let Some(kept) = kept(workspace, card, &about) {
            view.kept.push(kept);
        } else {
            view.withdrawn += 1;
            taken_back.push(payload::card_bytes(card));
            facts.push(Fresh {
                kind: kind::WITHDRAWAL,
                ranking: payload::Withdrawal { card: payload::card_bytes(card), fair: None }
                    .encode(),
                content: Some(payload::Remark { text: input.reason.clone() }.encode()),
            });
        }
    }
    if !facts.is_empty() {
        let undone = payload::Imported {
            import: of.import.into(),
            cards: Vec::new(),
            withdrawn: taken_back,
            unattended: of.unattended,
        };
        facts.push(Fresh {
            kind: kind::IMPORTED,
            ranking: undone.encode(),
            content: Some(payload::Remark { text: of.file.clone() }.encode()),
        });
        workspace.sign(facts, now)?;
    }
    remember(workspace, of);
    Ok(view)
}

fn find(workspace: &mut Workspace, wanted: &str) -> Result<Imported, Failure> {
    let unknown = || Failure::new("import.unknown");
    let of = imported(workspace, of_hex(wanted).ok_or_else(unknown)?)?;
    if of.cards.is_empty() { Err(unknown()) } else { Ok(of) }
}

/// Why a card is not taken back; `None` where nothing has happened to it.
fn kept(workspace: &Workspace, card: CardId, about: &[Record]) -> Option<KeptCard> {
    let erased = workspace.book().erasure(card).is_some();
    let acts: Vec<&Record> =
        about.iter().filter(|record| !NO_ACTS.contains(&record.kind())).collect();
    if acts.is_empty() && !erased {
        return None;
    }
    let mut kinds: BTreeSet<String> = acts.iter().map(|record| record.kind().to_owned()).collect();
    kinds.extend(erased.then(|| kind::ERASURE.to_owned()));
    let name = |record: &&Record| workspace.name(&PersonId::new(&record.envelope().author));
    let by: BTreeSet<String> = acts.iter().map(name).collect();
    let text = facts::signed_card(about).and_then(|(record, _)| content_of(record));
    let text = text.unwrap_or_default();
    Some(KeptCard {
        card: card.to_string(),
        company: text.company,
        person: text.person,
        acts: kinds.into_iter().collect(),
        by: by.into_iter().collect(),
    })
}
