-- Enrolment codes. The secret itself is kept nowhere.
create table code (
    secret_hash blob primary key,
    person text not null,
    expires_ms integer not null,
    used_by blob
) without rowid;
