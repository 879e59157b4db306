-- Receipts by who gave them, so that the few which bear on a record are found without reading the others
-- (facts::Records::bearing).

-- A giver is a chain in one boot. `reach` is the furthest that any of his receipts about the log goes;
-- `rises` while what they reach, and the time they claim, never fall along his chain. An honest giver's
-- always rise. Who gave others costs what it costs to read them; what comes out is the same.
create table receipt_giver (
    giver integer primary key,
    about blob not null,
    log blob not null,
    boot blob not null,
    reach integer not null,
    rises integer not null,
    unique (about, log, boot)
) strict;

-- `through` and `mono_ms` are whatever somebody claims: 64 bits without a sign, moved so that their order
-- is kept. `boot` is the one that the device had shown.
create table receipt (
    giver integer not null,
    seq integer not null,
    id blob not null,
    through integer not null,
    head blob,
    boot blob not null,
    mono_ms integer not null,
    holds integer not null,
    claimed_ms integer not null,
    primary key (giver, seq, id)
) strict, without rowid;

create index receipt_by_reach on receipt (giver, through);
create index receipt_by_clock on receipt (giver, boot, mono_ms, id, through);
