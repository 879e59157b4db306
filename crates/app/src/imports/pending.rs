//! A list that is being imported, as it is kept beside the records: a crash in the middle of ten thousand rows
//! costs nothing.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use store::Tx;
use tables::Sheet;
use tables::mapping::guess;

use crate::view::{ImportPlan, ImportView};
use crate::workspace::Workspace;
use crate::{Failure, Now};

/// Under which name it is kept.
const PENDING: &str = "import";
/// Rows are kept in pieces, so that a step reads few of them.
pub(super) const PIECE_ROWS: usize = 100;
/// How much of a file's name is kept, in characters.
const FILE_CHARS_MAX: usize = 120;

/// A row with its number in the file.
pub(super) type Row = (u32, Vec<String>);

/// A list that is being imported.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Pending {
    pub(super) import: [u8; 16],
    pub(super) file: String,
    pub(super) kind: String,
    pub(super) encoding: String,
    pub(super) headings: Vec<String>,
    pub(super) rows: u32,
    pub(super) repeated: u32,
    pub(super) plan: ImportPlan,
    pub(super) begun: bool,
    pub(super) done: u32,
    pub(super) signed: u32,
    pub(super) known: u32,
    pub(super) wrong: u32,
    /// The next number of the register, and how far this laptop's log reached when that was so: looking
    /// through ten thousand cards for it at every step would cost more than the step.
    pub(super) register: Option<(u32, u64)>,
}

/// Takes a list in place of one that was not begun. Rows that are word for word like an earlier one are left
/// out: whoever exports twice into one file means them once.
///
/// # Errors
/// `import.under_way` while another one has begun, `store` when the disk fails.
pub fn begin(
    workspace: &mut Workspace,
    now: &Now,
    sheet: Sheet,
    file: &str,
) -> Result<ImportView, Failure> {
    if let Some(earlier) = read(workspace)?.filter(|earlier| earlier.begun)
        && earlier.done < earlier.rows
    {
        return Err(Failure::new("import.under_way").with("file", earlier.file));
    }
    let mut seen: BTreeSet<[u8; 32]> = BTreeSet::new();
    let all = sheet.rows.len();
    let rows: Vec<Row> = sheet
        .rows
        .into_iter()
        .filter(|(_, row)| seen.insert(*blake3::hash(row.join("\u{1f}").as_bytes()).as_bytes()))
        .collect();
    let fields = guess(&sheet.headings).iter().map(|field| field.name().to_owned()).collect();
    let pending = Pending {
        import: now.random("import"),
        file: file.chars().filter(|c| !c.is_control()).take(FILE_CHARS_MAX).collect(),
        kind: sheet.kind.name().to_owned(),
        encoding: sheet.encoding,
        headings: sheet.headings,
        rows: count(rows.len()),
        repeated: count(all - rows.len()),
        plan: ImportPlan { fields, ..ImportPlan::default() },
        begun: false,
        done: 0,
        signed: 0,
        known: 0,
        wrong: 0,
        register: None,
    };
    forget(workspace)?;
    workspace.write(|tx| {
        for (nth, piece) in rows.chunks(PIECE_ROWS).enumerate() {
            tx.put_meta(&piece_name(nth), &json(&piece))?;
        }
        put(tx, &pending)
    })?;
    super::plan::view(workspace, &pending)
}

/// The list that is being imported, if one is.
pub(super) fn read(workspace: &Workspace) -> Result<Option<Pending>, Failure> {
    Ok(workspace.store().meta(PENDING)?.and_then(|bytes| of_json(&bytes)))
}

/// As [`read`], where there has to be one.
pub(super) fn expect(workspace: &Workspace) -> Result<Pending, Failure> {
    read(workspace)?.ok_or_else(|| Failure::new("import.none"))
}

pub(super) fn put(tx: &mut Tx<'_>, pending: &Pending) -> Result<(), store::Error> {
    tx.put_meta(PENDING, &json(pending))
}

/// Rows from one on, as far as the piece goes in which it lies.
pub(super) fn rows_from(workspace: &Workspace, from: u32) -> Result<Vec<Row>, Failure> {
    let from = from as usize;
    let bytes = workspace.store().meta(&piece_name(from / PIECE_ROWS))?;
    let mut rows: Vec<Row> = bytes.and_then(|bytes| of_json(&bytes)).unwrap_or_default();
    Ok(rows.split_off((from % PIECE_ROWS).min(rows.len())))
}

/// Forgets the list; what was signed stays.
pub(super) fn forget(workspace: &mut Workspace) -> Result<(), Failure> {
    let Some(pending) = read(workspace)? else { return Ok(()) };
    let pieces = (pending.rows as usize).div_ceil(PIECE_ROWS);
    workspace.write(|tx| {
        (0..pieces).try_for_each(|nth| tx.remove_meta(&piece_name(nth)))?;
        tx.remove_meta(PENDING)
    })
}

fn piece_name(nth: usize) -> String {
    format!("import rows {nth}")
}

fn json<T: Serialize>(value: &T) -> Vec<u8> {
    serde_json::to_vec(value).expect("texts and numbers are JSON")
}

fn of_json<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    serde_json::from_slice(bytes).ok()
}

fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}
