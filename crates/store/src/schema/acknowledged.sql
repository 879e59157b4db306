-- How far the server has each chain, by its last word.
create table acknowledged (
    log integer primary key references log (log),
    seq integer not null
) strict;
