//! Half-typed forms at the booth, so that a crash or a power cut costs nothing.

use super::place::Place;
use crate::view::BoothKeep;
use crate::workspace::Workspace;
use crate::{Failure, Now, roadshows};

/// A form of the booth, or of a month's roadshows (FAIR-19).
#[derive(Clone, Copy)]
pub(crate) enum Form {
    Rival,
    Reception,
    Report,
    Roadshow,
}

impl Form {
    /// Under which name it is kept. Each fair has its own.
    pub(crate) fn key(self, fair: &str) -> String {
        let name = match self {
            Self::Rival => "rival",
            Self::Reception => "reception",
            Self::Report => "report",
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
    let of_month = roadshows::keeps(workspace, now, &input.fair);
    of_month.unwrap_or_else(|| Place::inside(workspace, now, &input.fair).map(drop))?;
    let form = match input.form.as_str() {
        "rival" => Form::Rival,
        "reception" => Form::Reception,
        "report" => Form::Report,
        "roadshow" => Form::Roadshow,
        _ => return Err(Failure::new("call.arguments")),
    };
    workspace.keep(&form.key(&input.fair), input.json.as_deref())
}
