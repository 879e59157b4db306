-- Every view in every order: any page of 100,000 leads is read from one of these, without sorting.
-- A view's own indexes hold its own rows only, so a salesperson's few leads cost little.

create index lead_all_newest on lead (signed_ms);
create index lead_all_due on lead (due_order);
create index lead_all_company on lead (company_order);
create index lead_all_owner on lead (owner);

create index lead_mine_newest on lead (signed_ms) where mine = 1;
create index lead_mine_due on lead (due_order) where mine = 1;
create index lead_mine_company on lead (company_order) where mine = 1;
create index lead_mine_owner on lead (owner) where mine = 1;

create index lead_captured_newest on lead (signer, signed_ms, doc, state, class, source, fair, day, draft);
create index lead_captured_due on lead (signer, due_order);
create index lead_captured_company on lead (signer, company_order);
create index lead_captured_owner on lead (signer, owner);

create index lead_drafts_newest on lead (signer, signed_ms) where draft = 1;
create index lead_drafts_due on lead (signer, due_order) where draft = 1;
create index lead_drafts_company on lead (signer, company_order) where draft = 1;
create index lead_drafts_owner on lead (signer, owner) where draft = 1;

create index lead_helping_newest on lead (signed_ms) where helper = 1;
create index lead_helping_due on lead (due_order) where helper = 1;
create index lead_helping_company on lead (company_order) where helper = 1;
create index lead_helping_owner on lead (owner) where helper = 1;

create index lead_pool_newest on lead (signed_ms) where pool = 1;
create index lead_pool_due on lead (due_order) where pool = 1;
create index lead_pool_company on lead (company_order) where pool = 1;
create index lead_pool_owner on lead (owner) where pool = 1;
