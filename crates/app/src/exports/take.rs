//! From a list to the bytes of a file, and the record that says so.

use domain::CardId;
use facts::{kind, payload};
use tables::Kind;
use tables::write::{Mark, System, address_cards, for_system, table};

use super::contact::{COLUMNS, Card, minute};
use super::rights::{check, rows};
use crate::capture::content_of;
use crate::imports::hex;
use crate::view::ExportInput;
use crate::workspace::{Fresh, Workspace};
use crate::{Failure, Now};

/// How much of a mark tells one export from another.
const MARK_BYTES: usize = 5;

/// What is to be written.
pub struct Taken {
    /// The file.
    pub bytes: Vec<u8>,
    /// How its name ends.
    pub extension: &'static str,
    /// What stands on every row.
    pub mark: String,
    /// The beginning of its name.
    pub name: String,
    export: [u8; 16],
    cards: Vec<CardId>,
}

impl Taken {
    /// Records in it.
    pub fn cards(&self) -> u32 {
        u32::try_from(self.cards.len()).unwrap_or(u32::MAX)
    }
}

/// Makes the file of a list.
///
/// # Errors
/// `export.nothing`, `export.too_many`, `export.files` and `export.limit` with the rule that refuses (SEC-06),
/// `lease.over`, `call.arguments` for a layout or a list that does not exist, `store`.
pub fn take(workspace: &Workspace, now: &Now, input: &ExportInput) -> Result<Taken, Failure> {
    let layout = Layout::from_name(&input.layout)
        .ok_or_else(|| Failure::new("call.arguments").with("detail", "layout"))?;
    let rows = rows(workspace, now, input)?;
    check(workspace, now, rows.len())?;
    let as_of = workspace.as_of(now);
    let export = now.random("export");
    let id = hex(&export[..MARK_BYTES]);
    let me = workspace.name(workspace.me());
    let words = format!("Fairlead {id} · {me} · {}", minute(workspace, as_of.0));
    let day = workspace.book().company.zone.day(as_of).to_string();
    let mark = Mark { words: &words, day: ymd(&day) };
    let mut cards = Vec::new();
    for row in &rows {
        let record = workspace.card_record(row.card)?;
        let text = record.as_ref().and_then(content_of);
        cards.extend(text.map(|text| Card { row, text }));
    }
    let heading = |name: &str| input.headings.get(name).cloned().unwrap_or_else(|| name.to_owned());
    let contacts = || cards.iter().map(Card::contact).collect::<Vec<_>>();
    let (bytes, extension) = match layout {
        Layout::Table(kind) => {
            let headings: Vec<String> = COLUMNS.iter().map(|name| heading(name)).collect();
            let lines: Vec<Vec<String>> = cards.iter().map(|card| card.line(workspace)).collect();
            (table(kind, &headings, &lines, &heading("mark"), mark), kind.name())
        }
        Layout::AddressCards => (address_cards(&contacts(), mark), "vcf"),
        Layout::System(system) => {
            let (kind, bytes) = for_system(system, &contacts(), mark);
            (bytes, kind.name())
        }
    };
    let cards = cards.iter().map(|card| card.row.card).collect();
    let name = format!("{day}-{}-{id}", input.layout);
    Ok(Taken { bytes, extension, mark: words.clone(), name, export, cards })
}

/// Says in a record who took out what: before the file is written, so that there is none without it.
///
/// # Errors
/// `store` when the disk fails.
pub fn log(
    workspace: &mut Workspace,
    now: &Now,
    input: &ExportInput,
    taken: &Taken,
) -> Result<(), Failure> {
    let exported = payload::Exported {
        export: taken.export.into(),
        layout: input.layout.clone(),
        view: input.view.clone(),
        cards: taken.cards.iter().map(|card| payload::card_bytes(*card)).collect(),
        file: (*blake3::hash(&taken.bytes).as_bytes()).into(),
        lines: 0,
    };
    let text: String = input.text.chars().take(200).collect();
    let fact = Fresh {
        kind: kind::EXPORTED,
        ranking: exported.encode(),
        content: Some(payload::Remark { text }.encode()),
    };
    workspace.sign(vec![fact], now).map(drop)
}

enum Layout {
    Table(Kind),
    AddressCards,
    System(System),
}

impl Layout {
    fn from_name(name: &str) -> Option<Self> {
        match Kind::from_name(name) {
            Some(Kind::VCard) => Some(Self::AddressCards),
            Some(kind) => Some(Self::Table(kind)),
            None => System::from_name(name).map(Self::System),
        }
    }
}

/// Year, month and day of `2026-03-12`.
pub(crate) fn ymd(day: &str) -> (u16, u8, u8) {
    let mut parts = day.split('-');
    let mut next = || parts.next().and_then(|part| part.parse::<u16>().ok()).unwrap_or(1);
    let (year, month, day) = (next(), next(), next());
    (year, u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1))
}
