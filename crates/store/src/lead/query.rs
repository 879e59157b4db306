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
    /// By how firm the ruling is.
    State,
    /// By class.
    Class,
    /// By source.
    Source,
    /// By who signed.
    Signer,
    /// By fair and day.
    Fair,
}

/// Who has the customer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Held {
    /// A person.
    ByPerson,
    /// A department.
    ByPool,
    /// Nobody: the company, or not decided.
    ByNobody,
}

/// What a list leaves out, beside its view. Everything by default.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LeadFilter {
    /// Only this fair.
    pub fair: Option<String>,
    /// Only this owner, as in [`LeadRow::owner`].
    pub owner: Option<String>,
    /// Only this source.
    pub source: Option<String>,
    /// Only the three sources of a fair (FAIR-06): not what was imported.
    pub of_fairs: bool,
    /// Only this state (SYN-03).
    pub state: Option<String>,
    /// Only this class (CLS-01).
    pub class: Option<String>,
    /// Only what was signed by this person.
    pub signer: Option<String>,
    /// From this day on, `2026-03-12`.
    pub from: Option<String>,
    /// Until this day, which is included.
    pub to: Option<String>,
    /// By who has it.
    pub held: Option<Held>,
    /// Only what waits for somebody's decision.
    pub disputed: bool,
    /// Only with a duty whose deadline is before this, milliseconds since 1970 UTC.
    pub due_before_ms: Option<i64>,
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
    /// What else decides.
    pub filter: LeadFilter,
    /// In which order.
    pub sort: LeadSort,
    /// The other way round.
    pub backwards: bool,
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
            Self::State => "state",
            Self::Class => "class",
            Self::Source => "source",
            Self::Signer => "signer",
            Self::Fair => "fair",
        }
    }

    /// The columns of the order's index.
    fn columns(self) -> &'static [&'static str] {
        match self {
            Self::NewestFirst => &["signed_ms"],
            Self::DueFirst => &["due_order"],
            Self::Company => &["company_order"],
            Self::Owner => &["owner"],
            Self::State => &["state", "signed_ms"],
            Self::Class => &["class", "signed_ms"],
            Self::Source => &["source", "signed_ms"],
            Self::Signer => &["signer", "signed_ms"],
            Self::Fair => &["fair", "day"],
        }
    }
}

impl LeadQuery {
    /// The order of an index, forwards or backwards. It ends in the row's number, so that no two
    /// rows are equal and pages neither overlap nor miss any.
    pub(super) fn order(&self) -> String {
        let falls = (self.sort == LeadSort::NewestFirst) != self.backwards;
        let way = if falls { " desc" } else { "" };
        let columns = self.sort.columns().iter().chain(&["doc"]);
        columns.map(|column| format!("{column}{way}")).collect::<Vec<_>>().join(", ")
    }

    /// The condition on a row of `lead`. Its parameters are [`LeadQuery::named`].
    pub(super) fn conditions(&self) -> String {
        let filter = &self.filter;
        let equal = |name: &str, value: &Option<String>| {
            value.as_ref().map(|_| format!("{name} = :{name}"))
        };
        let held = filter.held.map(|held| match held {
            Held::ByPerson => "pool = 0 and owner not in ('', 'COMPANY', 'NONE')",
            Held::ByPool => "pool = 1",
            Held::ByNobody => "owner in ('', 'COMPANY', 'NONE')",
        });
        let conditions = [
            self.view.condition().map(str::to_owned),
            equal("owner", &filter.owner),
            equal("fair", &filter.fair),
            equal("source", &filter.source),
            filter.of_fairs.then(|| "source <> 'other'".to_owned()),
            equal("state", &filter.state),
            equal("class", &filter.class),
            equal("signer", &filter.signer),
            filter.from.as_ref().map(|_| "day >= :from".to_owned()),
            filter.to.as_ref().map(|_| "day <= :to and day <> ''".to_owned()),
            held.map(str::to_owned),
            filter.disputed.then(|| "disputed = 1".to_owned()),
            filter.due_before_ms.map(|_| "due_order < :due".to_owned()),
        ];
        let conditions: Vec<String> = conditions.into_iter().flatten().collect();
        if conditions.is_empty() { "true".to_owned() } else { conditions.join(" and ") }
    }

    /// The parameters of [`LeadQuery::conditions`].
    pub(super) fn named(&self) -> Vec<(&str, &dyn rusqlite::ToSql)> {
        let filter = &self.filter;
        let me = matches!(self.view, LeadView::Captured | LeadView::Drafts).then_some(&self.me);
        let filters = [
            (":me", me),
            (":owner", filter.owner.as_ref()),
            (":fair", filter.fair.as_ref()),
            (":source", filter.source.as_ref()),
            (":state", filter.state.as_ref()),
            (":class", filter.class.as_ref()),
            (":signer", filter.signer.as_ref()),
            (":from", filter.from.as_ref()),
            (":to", filter.to.as_ref()),
        ];
        let given = filters.into_iter().filter_map(|(name, value)| Some((name, value?)));
        let mut named: Vec<(&str, &dyn rusqlite::ToSql)> =
            given.map(|(name, value)| (name, value as &dyn rusqlite::ToSql)).collect();
        if let Some(due) = &filter.due_before_ms {
            named.push((":due", due));
        }
        named
    }

    pub(super) fn rows_max(&self) -> u32 {
        self.limit.min(LEAD_PAGE_ROWS_MAX)
    }
}
