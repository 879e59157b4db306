-- What each enrolment may hold, in the order in which it is told. Depth 1 is the ranking part, 2 all.
create table feed (
    enrolment blob not null,
    position integer not null,
    row integer not null references record (row),
    depth integer not null,
    primary key (enrolment, position)
) without rowid;
create unique index feed_by_record on feed (enrolment, row);
