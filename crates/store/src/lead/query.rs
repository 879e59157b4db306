use super::row::LeadRow;

/// How many rows one page holds at most.
pub const LEAD_PAGE_ROWS_MAX: u32 = 200;

/// How far rows are counted. Pages beyond it can still be read.
pub const LEAD_COUNT_MAX: u32 = 10_000;

/// How many hits a search looks at, newest first.
pub const SEARCH_HITS_MAX: u32 = 500;

/// Which leads belong in the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum LeadView {
    /// Rows with [`LeadRow::mine`].
    Mine,
    /// What [`LeadQuery::me`] signed or began to write, whoever owns it.
    Captured,
    /// What [`LeadQuery::me`] began to write and has not signed.
    Drafts,
    /// Rows with [`LeadRow::helper`].
    Helping,
    /// Rows that a department owns (`POOL:…`).
    Pool,
    /// All that this device holds.
    #[default]
    All,
}

/// In which order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum LeadSort {
    /// Signed last comes first.
    #[default]
    NewestFirst,
    /// Due first comes first; no duty comes last.
    DueFirst,
    /// By the customer's name, folded, in the order of characters: equal names stand together.
    Company,
    /// By owner id.
    Owner,
}

/// A question for a page of leads.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LeadQuery {
    /// Which leads.
    pub view: LeadView,
    /// Who asks, as in [`LeadRow::signer`].
    pub me: String,
    /// What to search for, as typed; all leads when there is nothing in it to look for. Every word must
    /// be found, ideographs anywhere, other words and numbers from their beginning.
    pub text: String,
    /// Only this fair.
    pub fair: Option<String>,
    /// Only this day, `2026-03-12`.
    pub day: Option<String>,
    /// Only this owner, as in [`LeadRow::owner`].
    pub owner: Option<String>,
    /// In which order.
    pub sort: LeadSort,
    /// The first row of the page.
    pub offset: u32,
    /// Rows of the page, at most [`LEAD_PAGE_ROWS_MAX`].
    pub limit: u32,
}

/// A page of leads.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LeadPage {
    /// The rows.
    pub rows: Vec<LeadRow>,
    /// How many there are in all, counted up to [`LEAD_COUNT_MAX`], or up to [`SEARCH_HITS_MAX`] when
    /// searching.
    pub total: u32,
    /// Whether there may be more than `total`.
    pub capped: bool,
}

impl LeadView {
    /// The name in the indexes' names.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Captured => "captured",
            Self::Drafts => "drafts",
            Self::Helping => "helping",
            Self::Pool => "pool",
            Self::All => "all",
        }
    }

    /// The condition of the view's indexes, word for word.
    pub(super) fn condition(self) -> Option<&'static str> {
        match self {
            Self::Mine => Some("mine = 1"),
            Self::Captured => Some("signer = :me"),
            Self::Drafts => Some("signer = :me and draft = 1"),
            Self::Helping => Some("helper = 1"),
            Self::Pool => Some("pool = 1"),
            Self::All => None,
        }
    }
}

impl LeadSort {
    /// The name in the indexes' names.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::NewestFirst => "newest",
            Self::DueFirst => "due",
            Self::Company => "company",
            Self::Owner => "owner",
        }
    }

    /// The order of the indexes, forwards or backwards. It ends in the row's number, so that no two
    /// rows are equal and pages neither overlap nor miss any.
    pub(super) fn order(self) -> &'static str {
        match self {
            Self::NewestFirst => "signed_ms desc, doc desc",
            Self::DueFirst => "due_order, doc",
            Self::Company => "company_order, doc",
            Self::Owner => "owner, doc",
        }
    }
}

impl LeadQuery {
    /// The condition on a row of `lead`. Its parameters are [`LeadQuery::named`].
    pub(super) fn conditions(&self) -> String {
        let conditions = [
            self.view.condition(),
            self.owner.as_ref().map(|_| "owner = :owner"),
            self.fair.as_ref().map(|_| "fair = :fair"),
            self.day.as_ref().map(|_| "day = :day"),
        ];
        let conditions: Vec<&str> = conditions.into_iter().flatten().collect();
        if conditions.is_empty() { "true".to_owned() } else { conditions.join(" and ") }
    }

    /// The parameters of [`LeadQuery::conditions`].
    pub(super) fn named(&self) -> Vec<(&str, &dyn rusqlite::ToSql)> {
        let me = matches!(self.view, LeadView::Captured | LeadView::Drafts).then_some(&self.me);
        let filters = [
            (":me", me),
            (":owner", self.owner.as_ref()),
            (":fair", self.fair.as_ref()),
            (":day", self.day.as_ref()),
        ];
        let given = filters.into_iter().filter_map(|(name, value)| Some((name, value?)));
        given.map(|(name, value)| (name, value as &dyn rusqlite::ToSql)).collect()
    }

    pub(super) fn rows_max(&self) -> u32 {
        self.limit.min(LEAD_PAGE_ROWS_MAX)
    }
}
