-- Numbers that are given out one by one, and values that there is one of.
create table counter (
    name text primary key,
    last integer not null
) without rowid;
create table value (
    name text primary key,
    value blob not null
) without rowid;
