-- How far each chain is held without a gap: the highest linked position, and its record.
create table log_head (
    log integer primary key,
    seq integer not null,
    id blob not null
) strict;
