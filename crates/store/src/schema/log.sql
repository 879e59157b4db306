-- Chains that anything is known about. A record names its chain by this number, not by twenty bytes.
create table log (
    log integer primary key,
    enrolment blob not null check (length(enrolment) = 16),
    incarnation integer not null,
    unique (enrolment, incarnation)
) strict;
