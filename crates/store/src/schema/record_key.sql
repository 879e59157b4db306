-- What records are found by (facts::keys_of). No foreign key: that would want an index the other way
-- round, and twice the space, to guard what can be made again.
create table record_key (
    key blob not null,
    rank integer not null,
    record integer not null,
    primary key (key, rank, record)
) strict, without rowid;
