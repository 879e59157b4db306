use domain::CardId;
use rusqlite::Row;

use crate::number::unsigned;

/// One card, as a list shows it to the person at this device.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LeadRow {
    /// Which card.
    pub card: CardId,
    /// The customer that it belongs to (DUP-02).
    pub customer: CardId,
    /// Customer as typed; empty where only the ranking part is held.
    pub company: String,
    /// Contact as typed.
    pub person: String,
    /// Phone as typed.
    pub phone: String,
    /// Site as typed.
    pub site: String,
    /// Matter asked.
    pub matter: String,
    /// What people have written beside the card, for the search.
    pub notes: String,
    /// Fair id; `None` outside fairs.
    pub fair: Option<String>,
    /// Day of capture, `2026-03-12`.
    pub day: String,
    /// Number in the device's register (FAIR-18); 0 for a draft.
    pub register: u32,
    /// Official number (OWN-09), once given.
    pub number: Option<u64>,
    /// Source by its rulebook name.
    pub source: String,
    /// Who signed: a person id.
    pub signer: String,
    /// Corrected signing time, milliseconds since 1970 UTC.
    pub signed_ms: i64,
    /// Person id, `POOL:south`, `COMPANY` or `NONE`.
    pub owner: String,
    /// In [`crate::LeadView::Mine`].
    pub mine: bool,
    /// In [`crate::LeadView::Helping`].
    pub helper: bool,
    /// Whether the card counts (DUP-01).
    pub effective: bool,
    /// Not signed yet.
    pub draft: bool,
    /// `provisional`, `registered` or `final` (SYN-03).
    pub state: String,
    /// Who has the card: `here`, `supervisor` or `hq`.
    pub held_by: String,
    /// Fair class (CLS-01) by its rulebook name.
    pub class: String,
    /// Whether something about the customer waits for somebody's decision: a case, or a tie.
    pub disputed: bool,
    /// `in`, `out` or `unknown`.
    pub territory: String,
    /// The rule that says most about the owner.
    pub rule: String,
    /// Its reason, as JSON; nobody looks inside here.
    pub why: String,
    /// Deadline of the next duty, milliseconds since 1970 UTC.
    pub due_ms: Option<i64>,
    /// The next duty, or empty.
    pub due_kind: String,
    /// When time alone may change the row, so that it has to be made again; milliseconds since 1970 UTC.
    pub wake_ms: Option<i64>,
    /// When something about it last changed, milliseconds since 1970 UTC.
    pub updated_ms: i64,
    /// Whether the content part is held, so that the text fields are to be shown at all.
    pub text_known: bool,
}

impl LeadRow {
    /// Whether nothing but the time of the change differs.
    pub(super) fn says_the_same_as(&self, other: &Self) -> bool {
        let other = Self { updated_ms: self.updated_ms, ..other.clone() };
        *self == other
    }

    /// Whether a department owns it ([`crate::LeadView::Pool`]).
    pub(super) fn in_pool(&self) -> bool {
        self.owner.starts_with("POOL:")
    }
}

/// What [`from_row`] reads, in its order.
pub(super) const COLUMNS: &str = "card, customer, company, person, phone, site, matter, fair, day, \
    register, number, source, signer, signed_ms, owner, mine, helper, effective, draft, \
    state, held_by, territory, rule, why, due_ms, due_kind, wake_ms, updated_ms, text_known, notes, class, disputed";

/// Reads [`COLUMNS`].
pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<LeadRow> {
    Ok(LeadRow {
        card: CardId(row.get(0)?),
        customer: CardId(row.get(1)?),
        company: row.get(2)?,
        person: row.get(3)?,
        phone: row.get(4)?,
        site: row.get(5)?,
        matter: row.get(6)?,
        fair: row.get(7)?,
        day: row.get(8)?,
        register: row.get(9)?,
        number: row.get::<_, Option<i64>>(10)?.map(unsigned),
        source: row.get(11)?,
        signer: row.get(12)?,
        signed_ms: row.get(13)?,
        owner: row.get(14)?,
        mine: row.get(15)?,
        helper: row.get(16)?,
        effective: row.get(17)?,
        draft: row.get(18)?,
        state: row.get(19)?,
        held_by: row.get(20)?,
        territory: row.get(21)?,
        rule: row.get(22)?,
        why: row.get(23)?,
        due_ms: row.get(24)?,
        due_kind: row.get(25)?,
        wake_ms: row.get(26)?,
        updated_ms: row.get(27)?,
        text_known: row.get(28)?,
        notes: row.get(29)?,
        class: row.get(30)?,
        disputed: row.get(31)?,
    })
}
