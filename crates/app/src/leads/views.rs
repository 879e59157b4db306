//! Lists that a person has arranged and named, kept beside the records of his workspace.

use crate::text::fits;
use crate::view::{SavedView, SavedViewRef};
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// Under which name they are kept.
const VIEWS: &str = "lead views";
/// How many one keeps; a list of lists is not to need a search.
const VIEWS_MAX: usize = 50;
const NAME_CHARS_MAX: usize = 40;
const COLUMNS_MAX: usize = 30;

/// The lists, in the order in which they were named first.
///
/// # Errors
/// `store` when the disk fails.
pub fn views(workspace: &mut Workspace, _: &Now, (): ()) -> Result<Vec<SavedView>, Failure> {
    let kept = workspace.store().meta(VIEWS)?;
    // What an older program cannot read any more is arranged again in a minute.
    Ok(kept.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default())
}

/// Keeps a list, in place of the one of that name.
///
/// # Errors
/// `field.missing` without a name, `field.too_long`, `views.too_many`, `store`.
pub fn save_view(workspace: &mut Workspace, now: &Now, view: SavedView) -> Result<(), Failure> {
    let name = view.name.trim().to_owned();
    if name.is_empty() {
        return Err(Failure::field("field.missing", "name").with("field", "name"));
    }
    if name.chars().count() > NAME_CHARS_MAX {
        return Err(Failure::field("field.too_long", "name").with("max", NAME_CHARS_MAX));
    }
    fits("text", &view.text)?;
    if view.columns.len() > COLUMNS_MAX {
        return Err(Failure::new("call.arguments").with("detail", "columns"));
    }
    let view = SavedView { name, ..view };
    let mut all = views(workspace, now, ())?;
    match all.iter().position(|known| known.name == view.name) {
        Some(at) => all[at] = view,
        None if all.len() == VIEWS_MAX => {
            return Err(Failure::new("views.too_many").with("max", VIEWS_MAX));
        }
        None => all.push(view),
    }
    keep(workspace, &all)
}

/// Forgets a list.
///
/// # Errors
/// `store` when the disk fails.
pub fn forget_view(workspace: &mut Workspace, now: &Now, of: SavedViewRef) -> Result<(), Failure> {
    let mut all = views(workspace, now, ())?;
    all.retain(|known| known.name != of.name);
    keep(workspace, &all)
}

fn keep(workspace: &mut Workspace, all: &[SavedView]) -> Result<(), Failure> {
    workspace.put_meta(VIEWS, &serde_json::to_vec(all).expect("texts are JSON"))
}
