-- Identity, secrets and settings of the person on this device.
create table meta (
    key text primary key,
    value blob not null
) strict, without rowid;
