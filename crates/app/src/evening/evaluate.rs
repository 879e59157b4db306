//! The evening's judgement of every card (FAIR-08, FAIR-09).

use domain::Rule;
use domain::act::Judgement;
use facts::payload::{Evaluation, card_bytes};
use facts::{Fact, kind};

use super::office::supervised;
use crate::capture::card_id;
use crate::view::EvaluateInput;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Judges cards. Only the fair's supervisor does, or a group leader of its team.
///
/// # Errors
/// SYN-04 for anybody else, `lead.unknown`, `field.judgement`.
pub fn evaluate(workspace: &mut Workspace, now: &Now, input: EvaluateInput) -> Result<(), Failure> {
    let as_of = workspace.as_of(now);
    let mut facts = Vec::new();
    for (text, judgement) in &input.cards {
        let card = card_id(text)?;
        let judgement = Judgement::from_name(judgement)
            .ok_or_else(|| Failure::field("field.judgement", "judgement"))?;
        let signed = workspace.card_record(card)?.ok_or_else(|| Failure::new("lead.unknown"))?;
        let Ok(Fact::Card(signed)) = Fact::read(&signed) else {
            return Err(Failure::new("lead.unknown"));
        };
        let fair = signed.fair.ok_or_else(|| Failure::refused(Rule::Syn04))?;
        let leader = super::office::leads(workspace, as_of)
            && workspace.book().company.fair(&fair, as_of).is_some_and(|f| f.has(workspace.me()));
        if !leader {
            supervised(workspace, &fair, as_of)?;
        }
        let payload = Evaluation { card: card_bytes(card), judgement: judgement.name().to_owned() };
        facts.push(Fresh::open(kind::EVALUATION, payload.encode()));
    }
    workspace.sign(facts, now)?;
    Ok(())
}
