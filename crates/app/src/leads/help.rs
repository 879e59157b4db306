//! A helper opens his notes (DUP-03).

use domain::CardId;
use facts::payload::{NotesOpened, card_bytes};
use facts::{Customer, kind};
use ledger::document::DocumentId;

use crate::capture::card_id;
use crate::text::fits;
use crate::view::HelpNoteInput;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// Opens the helper's own card of a customer, with what is written beside it, to whom he helps; what he has
/// to say is added to its note first.
///
/// # Errors
/// `help.no_duty` for a customer whom the person does not help, `field.too_long`, `lead.unknown`.
pub fn help_note(
    workspace: &mut Workspace,
    now: &Now,
    input: HelpNoteInput,
) -> Result<(), Failure> {
    let customer = workspace.customer(card_id(&input.card)?, workspace.as_of(now))?;
    let own = helping(workspace, &customer).ok_or_else(|| Failure::new("help.no_duty"))?;
    workspace.settle(now)?;
    if !input.text.trim().is_empty() {
        let id = DocumentId::shared(own.0);
        let there = workspace.shown(id)?.fields.remove("note").unwrap_or_default();
        let texts = there.into_iter().map(|shown| shown.text).filter(|text| !text.is_empty());
        let note: Vec<String> = texts.chain([input.text]).collect();
        let note = note.join("\n");
        fits("note", &note)?;
        workspace.write_document(id, &[("note".to_owned(), note)].into(), now)?;
    }
    if !customer.cluster.cards[&own].opened {
        let opened = NotesOpened { card: card_bytes(own) };
        workspace.sign(vec![Fresh::open(kind::NOTES_OPENED, opened.encode())], now)?;
    }
    Ok(())
}

/// The card with which the person at the desk helps: his own, while he has the duty.
pub(super) fn helping(workspace: &Workspace, customer: &Customer) -> Option<CardId> {
    let me = workspace.me();
    let helps = customer.ruling.helpers.contains(me);
    let mut cards = customer.cluster.cards.values();
    cards.find(|file| helps && file.signer() == me).map(|file| file.id())
}
