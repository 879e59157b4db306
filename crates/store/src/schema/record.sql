-- Records, verified before they came here, in the order in which they came. Two at one position of a
-- chain are a fork; both stay.
create table record (
    position integer primary key autoincrement,
    id blob not null unique check (length(id) = 32),
    log integer not null references log (log),
    seq integer not null check (seq > 0),
    kind text not null,
    author text not null,
    claimed_ms integer not null,
    -- Parts held: 1 ranking, 2 content.
    parts integer not null,
    raw blob not null
) strict;

create index record_by_log on record (log, seq);
