-- The last word to each enrolment on how deep it may hold a card that it once held deeper. Depth as in
-- feed; a card of zeros stands for all.
create table release (
    enrolment blob not null,
    card blob not null,
    -- Runs for each enrolment; a later word on the same card has a later number.
    number integer not null,
    depth integer not null,
    -- The signed act that took it.
    act blob,
    at_ms integer not null,
    primary key (enrolment, card)
) without rowid;
create unique index release_by_number on release (enrolment, number);
create index release_by_card on release (card);

-- Who was told of a record.
create index feed_by_row on feed (row);

-- The last place in its feed that an enrolment may have been told of, whatever was taken back since.
alter table enrolment add column fed_through integer not null default 0;
