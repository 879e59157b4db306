-- What the projections were made by, and whether the list of leads is still to be filled.
create table projection (
    one integer primary key check (one = 1),
    version text not null,
    leads_due integer not null
) strict;
