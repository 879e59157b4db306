//! A lead card is made of a line of the register, without typing anything twice (FAIR-20).

use domain::card::Source;
use facts::kind;
use facts::payload::CardRanking;

use super::place::{Place, entry_id};
use super::receive::{fact, input_of, own_line};
use crate::capture::parse;
use crate::view::{CardInput, ReceptionRef, SignedView};
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Makes a draft of what stands in one's own line, and the line names its card from then on: both or neither. A
/// line that has a card already gives that one.
///
/// # Errors
/// SYN-04 for whoever does not take part, `booth.unknown` for a line that is not his.
pub fn lead_of_reception(
    workspace: &mut Workspace,
    now: &Now,
    input: ReceptionRef,
) -> Result<SignedView, Failure> {
    let place = Place::inside(workspace, now, &input.fair)?;
    let entry = own_line(workspace, &place, entry_id(&input.entry)?)?;
    let line = &entry.newest().what.what;
    if let Some(card) = line.card {
        return Ok(SignedView { card: card.to_string(), register: 0, laptop: 0 });
    }
    let told = line.told.clone();
    let more = [("needs", told.needs), ("opinions", told.opinions), ("keyPoints", told.key_points)];
    let draft = CardInput {
        fair: Some(input.fair.clone()),
        source: Source::Conversation.name().to_owned(),
        company: told.company,
        person: told.name,
        phone: told.phone,
        matter: told.matter,
        more: more
            .into_iter()
            .filter(|(_, text)| !text.trim().is_empty())
            .map(|(name, text)| (name.to_owned(), text))
            .collect(),
        ..CardInput::default()
    };
    let typed = parse(workspace, &draft, now)?;
    let draft = Fresh {
        kind: kind::DRAFT,
        ranking: CardRanking::of(&typed.card).encode(),
        content: Some(typed.content.encode()),
    };
    let form = input_of(&input.fair, &entry);
    let (_, line) = fact(workspace, now, &place, &form, Some(&entry), Some(typed.card.id))?;
    workspace.sign(vec![draft, line], now)?;
    Ok(SignedView { card: typed.card.id.to_string(), register: 0, laptop: 0 })
}
