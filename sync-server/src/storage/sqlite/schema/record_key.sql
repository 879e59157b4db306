-- What records are found by (facts::Key), and how they rank under it.
create table record_key (
    key blob not null,
    rank integer not null,
    row integer not null references record (row),
    primary key (key, rank, row)
) without rowid;
