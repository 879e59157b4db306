//! Drafts and half-typed forms: nothing typed is ever lost.

use facts::{kind, payload};
use store::Tx;

use super::content::parse;
use super::unfinished::{FORM, may_hold};
use crate::view::{CardInput, SignedView};
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Saves a draft: a card without a signature, and so without a rank (DUP-01). Its supervisor sees it
/// from the hand-in on (OWN-02).
///
/// # Errors
/// Whatever a form can have wrong.
pub fn draft(
    workspace: &mut Workspace,
    now: &Now,
    input: CardInput,
) -> Result<SignedView, Failure> {
    draft_with(workspace, now, &input, |tx| tx.remove_autosave(FORM))
}

/// As [`draft`], with something else in the same transaction than that the half-typed form is over.
pub(crate) fn draft_with(
    workspace: &mut Workspace,
    now: &Now,
    input: &CardInput,
    also: impl FnOnce(&mut Tx<'_>) -> Result<(), store::Error>,
) -> Result<SignedView, Failure> {
    let [card] = drafts_with(workspace, now, [input], also)?;
    Ok(SignedView { card, register: 0, laptop: 0 })
}

/// Several at once, all of them or none; the cards' ids.
pub(crate) fn drafts_with<const N: usize>(
    workspace: &mut Workspace,
    now: &Now,
    inputs: [&CardInput; N],
    also: impl FnOnce(&mut Tx<'_>) -> Result<(), store::Error>,
) -> Result<[String; N], Failure> {
    let mut facts = Vec::new();
    let mut cards = [const { String::new() }; N];
    for (input, card) in inputs.into_iter().zip(&mut cards) {
        may_hold(workspace, input)?;
        let typed = parse(workspace, input, now)?;
        *card = typed.card.id.to_string();
        facts.push(Fresh {
            kind: kind::DRAFT,
            ranking: payload::CardRanking::of(&typed.card).encode(),
            content: Some(typed.content.encode()),
        });
    }
    workspace.sign_with(facts, now, also)?;
    Ok(cards)
}

/// A form in the middle of typing. `None` forgets it.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Autosave {
    /// The form as it stands.
    pub input: Option<CardInput>,
}

/// Keeps a half-typed form, so that a crash or a power cut costs nothing.
///
/// # Errors
/// `card.let_go` when it goes on with a card that is not held any more, `store` when the disk fails.
pub fn autosave(workspace: &mut Workspace, _: &Now, form: Autosave) -> Result<(), Failure> {
    form.input.iter().try_for_each(|input| may_hold(workspace, input))?;
    let json = form.input.and_then(|input| serde_json::to_string(&input).ok());
    workspace.keep(FORM, json.as_deref())
}
