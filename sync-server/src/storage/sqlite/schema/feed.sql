-- What each enrolment may hold, in the order in which it is told. Depth 0 is the
-- bare envelope, 1 the ranking part too, 2 all.
create table feed (
    enrolment blob not null,
    position integer not null,
    row integer not null references record (row),
    depth integer not null,
    primary key (enrolment, position)
) without rowid;
create unique index feed_by_record on feed (enrolment, row);
