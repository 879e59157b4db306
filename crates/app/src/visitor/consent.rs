//! What a visitor agreed to stays with his card, whoever goes on with it (SEC-14).

use domain::CardId;
use facts::payload::{CardContent, Consent};
use facts::{Key, Records, kind};

use crate::Failure;
use crate::capture::content_of;
use crate::view::ConsentView;
use crate::workspace::Workspace;

/// The consent with which a card came from a visitor's phone, if it did. It is taken from the records and
/// never from a form: nobody types that somebody else has agreed.
///
/// # Errors
/// What the database reports.
pub(crate) fn consent_of(workspace: &Workspace, card: CardId) -> Result<Option<Consent>, Failure> {
    let about = workspace.store().under(&Key::Card(card), 0)?;
    let drafts = about.iter().filter(|record| record.kind() == kind::DRAFT);
    Ok(drafts.filter_map(content_of).find_map(|content| content.consent))
}

/// Whether a card came from a visitor's phone: whoever sends one has consented, and signing keeps that.
pub(crate) fn came_by_phone(workspace: &Workspace, card: CardId) -> Result<bool, Failure> {
    let about = workspace.store().under(&Key::Card(card), 0)?;
    let written = about.iter().filter(|record| [kind::CARD, kind::DRAFT].contains(&record.kind()));
    Ok(written.filter_map(content_of).any(|content| content.consent.is_some()))
}

/// For people.
pub(crate) fn consent_view(content: &CardContent) -> Option<ConsentView> {
    let Consent { version, language, text, given_ms, .. } = content.consent.clone()?;
    Some(ConsentView { version, language, text, given_ms })
}
