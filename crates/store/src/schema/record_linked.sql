-- Records from which an unbroken chain leads back to the first of their log.
create table record_linked (
    record integer primary key
) strict;
