-- How far each enrolment's feed has been worked out, and when it last brought everything it had.
create table enrolment (
    id blob primary key,
    marker integer not null default 0,
    last_contact_ms integer
) without rowid;
