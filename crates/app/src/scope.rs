//! Before much of what this laptop lists is let go of, its person is asked (failures 74).

use domain::CardId;
use domain::time::Instant;
use facts::{Fact, Records};
use ledger::RecordId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::workspace::Workspace;
use crate::{Failure, Now};

/// How many leads are named; the others are counted.
const NAMED_MAX: usize = 50;

/// What would go, and why.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LetGoView {
    /// How many leads would go, or lose their text.
    pub leads: u32,
    /// How many this laptop lists.
    pub held: u32,
    /// Whether the person said that they stay for now.
    pub put_off: bool,
    /// The first of them.
    pub rows: Vec<LetGoRow>,
    /// Which question this is: the answer says it again.
    pub asked: LetGoAsked,
}

/// Which question somebody was shown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LetGoAsked {
    /// Which of the server's stores had its words heard.
    pub epoch: String,
    /// Through which of them.
    #[ts(type = "number")]
    pub through: u64,
}

/// A lead that would go.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LetGoRow {
    /// Which card.
    pub card: String,
    /// Customer, as far as it is known.
    pub company: String,
    /// Who gave it to somebody else, by name; empty when the server names no act.
    pub by: String,
    /// To whom.
    pub to: String,
    /// His reason.
    pub why: String,
}

/// The person's answer.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LetGoAnswer {
    /// Let them go; otherwise they stay for now.
    pub remove: bool,
    /// What he was shown.
    pub asked: LetGoAsked,
}

/// Answers what was shown, and nothing that was heard since.
///
/// # Errors
/// `store` when the disk fails.
pub fn let_go_answer(
    workspace: &mut Workspace,
    _: &Now,
    answer: LetGoAnswer,
) -> Result<(), Failure> {
    workspace.answer(answer.remove, &answer.asked)
}

/// What is asked, if anything.
pub(crate) fn let_go(workspace: &Workspace, now: &Now) -> Result<Option<LetGoView>, Failure> {
    let Some(question) = workspace.question(now)? else { return Ok(None) };
    let as_of = workspace.as_of(now);
    let mut rows = Vec::new();
    for (card, act) in question.cards.iter().take(NAMED_MAX) {
        let row = workspace.store().lead(*card)?;
        let (by, to, why) = said(workspace, *act, *card, as_of)?.unwrap_or_default();
        let company = row.map(|row| row.company).unwrap_or_default();
        rows.push(LetGoRow { card: card.to_string(), company, by, to, why });
    }
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let (leads, held) = (count(question.cards.len()), count(question.held));
    Ok(Some(LetGoView { leads, held, put_off: question.put_off, rows, asked: question.asked }))
}

/// Who assigned it, to whom, and why.
fn said(
    workspace: &Workspace,
    act: Option<RecordId>,
    card: CardId,
    as_of: Instant,
) -> Result<Option<(String, String, String)>, Failure> {
    let record = act.map(|act| workspace.store().record(&act)).transpose()?.flatten();
    let Some(record) = record else { return Ok(None) };
    let Ok(fact) = Fact::read(&record) else { return Ok(None) };
    let Some((to, reason)) = fact.gives(card) else { return Ok(None) };
    let by = workspace.gather().act(&record, ())?.by;
    let to = workspace.book().target_name(&to, as_of);
    Ok(Some((workspace.name(&by), to, reason.to_owned())))
}
