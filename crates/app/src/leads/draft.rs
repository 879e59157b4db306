//! The page of a draft that somebody else has begun: whoever reads it sees what stands on it, and changes nothing
//! (OWN-02: open drafts are listed, and readable for the supervisor).

use domain::PersonId;
use domain::company::Role;
use facts::{Fact, Key, Records, kind, newest_draft};

use super::page::CardRef;
use crate::capture::{card_id, card_input, content_of};
use crate::hq::Orders;
use crate::view::DraftView;
use crate::visitor::consent_view;
use crate::workspace::Workspace;
use crate::{Failure, Now, lease};

/// A draft's page.
///
/// # Errors
/// `lead.unknown` for a draft that is not held, was thrown away, or is signed: then it is a lead; `lease.over` for
/// somebody else's.
pub fn draft(workspace: &mut Workspace, now: &Now, input: CardRef) -> Result<DraftView, Failure> {
    let unknown = || Failure::new("lead.unknown");
    let card = card_id(&input.card)?;
    let about = workspace.store().under(&Key::Card(card), 0)?;
    if about.iter().any(|record| [kind::CARD, kind::WITHDRAWAL].contains(&record.kind())) {
        return Err(unknown());
    }
    let drafts = about.iter().filter(|record| record.kind() == kind::DRAFT);
    let first = drafts.min_by_key(|record| (record.envelope().log, record.envelope().seq));
    let first = first.ok_or_else(unknown)?;
    let newest = newest_draft(&about).ok_or_else(unknown)?;
    let author = PersonId::new(&newest.envelope().author);
    if author != *workspace.me() {
        lease::holds(workspace, now)?;
    }
    let Ok(Fact::Draft(drafted)) = Fact::read(newest) else { return Err(unknown()) };
    let content = content_of(newest);
    let erasure = Orders::read(workspace)?.about(card)?;
    let gather = workspace.gather();
    let as_of = workspace.as_of(now);
    let hq = workspace.book().company.holds(workspace.me(), Role::Hq, as_of);
    Ok(DraftView {
        card: input.card,
        author: workspace.name(&author),
        begun_ms: gather.act(first, ())?.time.at.0,
        saved_ms: gather.act(newest, ())?.time.at.0,
        fields: content.as_ref().map(|content| card_input(&drafted, content)),
        consent: content.as_ref().and_then(consent_view),
        may_erase: hq && erasure.is_none(),
        erasure,
    })
}
