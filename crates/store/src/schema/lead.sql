-- One row for each card that a list can show: what rulings and duties come to, for this person. It is
-- a projection; the app puts it, and puts it again when facts change.
create table lead (
    -- Grows with every new card, so that "newest first" is the order of the search index, backwards.
    doc integer primary key autoincrement,
    card blob not null unique check (length(card) = 16),
    customer blob not null,
    company text not null,
    person text not null,
    phone text not null,
    site text not null,
    matter text not null,
    -- What people have written beside the card, for the search.
    notes text not null,
    fair text,
    day text not null,
    register integer not null,
    number integer,
    source text not null,
    signer text not null,
    signed_ms integer not null,
    owner text not null,
    mine integer not null,
    helper integer not null,
    -- Owned by a department: derived from the owner.
    pool integer not null,
    effective integer not null,
    draft integer not null,
    state text not null,
    held_by text not null,
    territory text not null,
    rule text not null,
    why text not null,
    due_ms integer,
    due_kind text not null,
    -- When time alone may change the row.
    wake_ms integer,
    updated_ms integer not null,
    text_known integer not null,
    class text not null,
    -- Something about the customer waits for somebody's decision.
    disputed integer not null,
    -- What is sorted by: no duty comes last, names as they are folded.
    due_order integer not null,
    company_order text not null,
    -- What the search index holds of this row, as a hash, and whether it still has to be told.
    indexed_hash integer not null,
    pending integer not null
) strict;

create index lead_pending on lead (doc) where pending = 1;
create index lead_by_customer on lead (customer);
create index lead_waking on lead (wake_ms) where wake_ms is not null;
create index lead_open on lead (customer) where rule = 'OWN-12';
-- What somebody typed himself is offered to him again; a list that he imported is not to crowd it out.
create index lead_typed on lead (signer, signed_ms) where source <> 'other';
create index lead_updated on lead (updated_ms) where draft = 0;

-- Filters of few values, newest first in each; they are also the orders by those columns, up to `doc`, in which
-- every order ends. What comes after it is what else may be filtered by: two such filters together are counted
-- without reading the rows of the first.
create index lead_by_state on lead (state, signed_ms, doc, class, source, signer, fair, day, draft);
create index lead_by_class on lead (class, signed_ms, doc, state, source, signer, fair, day, draft);
create index lead_by_source on lead (source, signed_ms, doc, state, class, signer, fair, day, draft);
create index lead_disputed on lead (signed_ms) where disputed = 1;

-- Filters. They carry what views and orders need, so that ten thousand hits are counted and sorted
-- without reading ten thousand rows.
create index lead_by_owner on lead
    (owner, fair, day, signer, draft, mine, helper, pool, signed_ms, due_order, company_order);
create index lead_by_fair on lead
    (fair, day, doc, signer, draft, mine, helper, pool, signed_ms, due_order, owner, company_order);
-- Counting a fair's cards reads this and nothing else.
create index lead_by_tally on lead (fair, day, signer, source, class, signed_ms, effective) where draft = 0;
create index lead_by_day on lead
    (day, signer, draft, mine, helper, pool, signed_ms, due_order, owner, company_order);
