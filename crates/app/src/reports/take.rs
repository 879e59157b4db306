//! Taking a report out of the program: marked, limited, and in the records before it exists (SEC-06).

use domain::CardId;
use facts::{kind, payload};

use super::name::name;
use super::view::{Filled, fill, view};
use crate::exports::{may_carry, minute, ymd};
use crate::imports::hex;
use crate::view::{ReportInput, ReportMark, ReportView};
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// How the records call lists that were taken out as reports: `report.e4`.
pub const MARKED: &str = "report.";

/// How much of a mark tells one export from another.
const MARK_BYTES: usize = 5;

/// A report that is about to be a file.
pub struct Taken {
    /// What it says.
    pub view: ReportView,
    /// What stands at the foot of every page, and in every row of a sheet.
    pub mark: String,
    day: String,
    /// The beginning of the file's name.
    pub name: String,
    export: [u8; 16],
    cards: Vec<CardId>,
    lines: u32,
}

impl Taken {
    /// Year, month and day on which it was taken out.
    pub fn ymd(&self) -> (u16, u8, u8) {
        ymd(&self.day)
    }
}

/// A report that this person may take out now.
///
/// # Errors
/// As [`view`]; `export.limit` and `export.too_many` with the rule that refuses (SEC-06).
pub fn take(workspace: &mut Workspace, now: &Now, input: &ReportInput) -> Result<Taken, Failure> {
    let filled = fill(workspace, now, input)?;
    may_carry(workspace, now, filled.taken())?;
    let Filled { cards, lines, .. } = filled;
    let view = view(workspace, now, input.clone())?;
    let export = now.random("export");
    let day = workspace.book().company.zone.day(workspace.as_of(now)).to_string();
    let id = hex(&export[..MARK_BYTES]);
    let mark = marked(workspace, now, &id);
    let name = name(workspace, input, &day);
    let lines = u32::try_from(lines).unwrap_or(u32::MAX);
    Ok(Taken { view, mark, day, name, export, cards, lines })
}

/// The words by which an export is known again: its id, who, and when.
pub fn marked(workspace: &Workspace, now: &Now, id: &str) -> String {
    let me = workspace.name(workspace.me());
    format!("Fairlead {id} · {me} · {}", minute(workspace, workspace.as_of(now).0))
}

/// Says in a record which cards' words are taken out, as what, and the hash of the file. A report without a
/// customer's words takes out no record.
///
/// # Errors
/// `store` when the disk fails.
pub fn log(
    workspace: &mut Workspace,
    now: &Now,
    taken: &Taken,
    layout: &str,
    file: &[u8],
) -> Result<(), Failure> {
    if taken.cards.is_empty() && taken.lines == 0 {
        return Ok(());
    }
    let exported = payload::Exported {
        export: taken.export.into(),
        layout: layout.to_owned(),
        view: format!("{MARKED}{}", taken.view.form),
        cards: taken.cards.iter().map(|card| payload::card_bytes(*card)).collect(),
        file: (*blake3::hash(file).as_bytes()).into(),
        lines: taken.lines,
    };
    let content = payload::Remark { text: String::new() }.encode();
    let fact = Fresh { kind: kind::EXPORTED, ranking: exported.encode(), content: Some(content) };
    workspace.sign(vec![fact], now).map(drop)
}

/// Says that a report is printed from the screen, and what stands on its pages.
///
/// # Errors
/// As [`take`].
pub fn print(
    workspace: &mut Workspace,
    now: &Now,
    input: ReportInput,
) -> Result<ReportMark, Failure> {
    let taken = take(workspace, now, &input)?;
    log(workspace, now, &taken, "print", taken.mark.as_bytes())?;
    Ok(ReportMark { mark: taken.mark })
}
