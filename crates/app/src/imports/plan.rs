//! What is to be made of a list.

use tables::mapping::Field;

use super::pending::{self, Pending};
use crate::text::fits;
use crate::view::{ImportColumn, ImportPlan, ImportView};
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// How many texts of a column are shown.
const SAMPLES_MAX: usize = 3;
const SAMPLE_CHARS_MAX: usize = 40;

/// The list that is being imported, if one is.
///
/// # Errors
/// `store` when the disk fails.
pub fn now_importing(
    workspace: &mut Workspace,
    _: &Now,
    (): (),
) -> Result<Option<ImportView>, Failure> {
    pending::read(workspace)?.map(|pending| view(workspace, &pending)).transpose()
}

/// Changes what is to be made of it, as long as nothing has been.
///
/// # Errors
/// `import.none`, `import.under_way`, `call.arguments` for a column that does not exist.
pub fn plan(workspace: &mut Workspace, _: &Now, plan: ImportPlan) -> Result<ImportView, Failure> {
    let mut pending = pending::expect(workspace)?;
    if pending.begun {
        return Err(Failure::new("import.under_way").with("file", pending.file));
    }
    let known = |name: &String| Field::from_name(name).is_some();
    if plan.fields.len() != pending.headings.len() || !plan.fields.iter().all(known) {
        return Err(Failure::new("call.arguments").with("detail", "fields"));
    }
    fits("matter", &plan.matter)?;
    pending.plan = plan;
    workspace.write(|tx| pending::put(tx, &pending))?;
    view(workspace, &pending)
}

pub(super) fn view(workspace: &Workspace, pending: &Pending) -> Result<ImportView, Failure> {
    let first = pending::rows_from(workspace, 0)?;
    let column = |(nth, heading): (usize, &String)| {
        let texts = first.iter().map(|(_, row)| row[nth].as_str()).filter(|text| !text.is_empty());
        let short = |text: &str| text.chars().take(SAMPLE_CHARS_MAX).collect();
        ImportColumn {
            heading: heading.clone(),
            samples: texts.take(SAMPLES_MAX).map(short).collect(),
        }
    };
    Ok(ImportView {
        file: pending.file.clone(),
        kind: pending.kind.clone(),
        encoding: pending.encoding.clone(),
        columns: pending.headings.iter().enumerate().map(column).collect(),
        rows: pending.rows,
        repeated: pending.repeated,
        plan: pending.plan.clone(),
        done: pending.done,
        signed: pending.signed,
        known: pending.known,
        wrong: pending.wrong,
        import: if pending.begun { super::past::hex(&pending.import) } else { String::new() },
    })
}
