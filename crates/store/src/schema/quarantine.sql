-- What came and does not count, with a reason that its author can read.
create table quarantine (
    item integer primary key autoincrement,
    hash blob not null unique,
    raw blob not null,
    reason text not null,
    received_ms integer not null
) strict;
