//! Half-typed forms at the booth, so that a crash or a power cut costs nothing.

use std::collections::BTreeSet;

use domain::audience::Circle;
use domain::fair::entry::EntryId;
use domain::fair::preparation::may_prepare;
use domain::{FairId, PersonId, Rule};
use facts::Subject;
use serde_json::Value;
use store::Tx;

use super::place::{Place, entry_id};
use crate::view::BoothKeep;
use crate::workspace::Workspace;
use crate::{Failure, Now, roadshows};

/// A form of the booth, of a fair's lists (FAIR-02), of its hand-over (FAIR-04) and exhibits (FAIR-05), or of a
/// month's roadshows (FAIR-19).
#[derive(Clone, Copy)]
pub(crate) enum Form {
    Rival,
    Reception,
    Report,
    Item,
    Handover,
    Custody,
    Roadshow,
}

impl Form {
    /// Under which name it is kept. Each fair has its own.
    pub(crate) fn key(self, fair: &str) -> String {
        let name = match self {
            Self::Rival => "rival",
            Self::Reception => "reception",
            Self::Report => "report",
            Self::Item => "item",
            Self::Handover => "handover",
            Self::Custody => "custody",
            Self::Roadshow => "roadshow",
        };
        format!("booth.{name}.{fair}")
    }
}

/// Keeps a half-typed form, or forgets it.
///
/// # Errors
/// SYN-04 for a fair that is none of his, `call.arguments` for a form that there is not, `store` when the disk fails.
pub fn keep(workspace: &mut Workspace, now: &Now, input: BoothKeep) -> Result<(), Failure> {
    let form = match input.form.as_str() {
        "rival" => Form::Rival,
        "reception" => Form::Reception,
        "report" => Form::Report,
        "item" => Form::Item,
        "handover" => Form::Handover,
        "custody" => Form::Custody,
        "roadshow" => Form::Roadshow,
        _ => return Err(Failure::new("call.arguments")),
    };
    may_write(workspace, now, form, &input.fair)?;
    let kept = input.json.and_then(|json| match form {
        // A window that was open meanwhile would put it back on the disk.
        Form::Reception => {
            let (me, book) = (workspace.me(), workspace.book());
            standing(&json, |entry| book.erasure(Subject::line(me, entry)).is_some())
        }
        _ => Some(json),
    });
    workspace.keep(&form.key(&input.fair), kept.as_deref())
}

/// Forgets the half-typed form of a line of the register whose words were erased (SEC-14).
///
/// # Errors
/// What the database reports.
pub(crate) fn forget_reception(
    tx: &mut Tx<'_>,
    fair: &FairId,
    me: &PersonId,
    erased: &BTreeSet<Subject>,
) -> Result<(), store::Error> {
    let key = Form::Reception.key(fair.as_str());
    let Some(kept) = tx.autosave(&key)? else { return Ok(()) };
    match standing(&kept, |entry| erased.contains(&Subject::line(me, entry))) {
        Some(left) if left == kept => Ok(()),
        Some(left) => tx.put_autosave(&key, &left),
        None => tx.remove_autosave(&key),
    }
}

/// Half-typed forms, by the entry that each writes anew, without those of erased lines; `None` where none is left.
fn standing(json: &str, is_erased: impl Fn(EntryId) -> bool) -> Option<String> {
    let Ok(mut forms) = serde_json::from_str::<serde_json::Map<String, Value>>(json) else {
        return Some(json.to_owned());
    };
    let all = forms.len();
    forms.retain(|entry, _| !entry_id(entry).is_ok_and(&is_erased));
    match forms.is_empty() {
        true => None,
        false if forms.len() == all => Some(json.to_owned()),
        false => Some(Value::Object(forms).to_string()),
    }
}

fn may_write(workspace: &Workspace, now: &Now, form: Form, fair: &str) -> Result<(), Failure> {
    let refused = || Failure::refused(Rule::Syn04);
    match form {
        Form::Roadshow => roadshows::keeps(workspace, now, fair).unwrap_or_else(|| Err(refused())),
        Form::Item => {
            let company = &workspace.book().company;
            may_prepare(workspace.me(), company, workspace.as_of(now))
                .then_some(())
                .ok_or_else(refused)
        }
        Form::Handover | Form::Custody => {
            let reads = workspace.reads_of_fair(
                &FairId::new(fair),
                Circle::Preparation,
                workspace.as_of(now),
            );
            reads.then_some(()).ok_or_else(refused)
        }
        Form::Rival | Form::Reception | Form::Report => {
            Place::inside(workspace, now, fair).map(drop)
        }
    }
}
