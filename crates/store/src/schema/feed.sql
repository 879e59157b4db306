-- How far the server's feed has been committed.
create table feed (
    one integer primary key check (one = 1),
    epoch blob not null,
    cursor integer not null
) strict;
