-- Every record that the company holds, as it travels. All other tables but `code`, `counter` and
-- `value` can be made again from this one.
create table record (
    row integer primary key,
    id blob not null unique,
    -- Order of arrival; moves to the end when a part arrives later.
    position integer not null unique,
    log blob not null,
    seq integer not null,
    -- 1 while a part that the envelope names is not held.
    lacks integer not null,
    bytes blob not null
);
create index record_by_log on record (log, seq);
create index record_that_lacks on record (log) where lacks = 1;
