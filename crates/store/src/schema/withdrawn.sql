-- Cards that may only be held so deep, by the server's last word: 0 for bare envelopes, 1 for what rulings
-- are made of. Unlike what is erased, it may be given back.
create table withdrawn (
    card blob primary key check (length(card) = 16),
    depth integer not null,
    -- The enrolment whose own records are not cut by this.
    own blob not null check (length(own) = 16),
    -- 0 until nothing of it is left in free pages, in the search index and in the write-ahead log.
    scrubbed integer not null
) strict, without rowid;

create index withdrawn_due on withdrawn (card) where scrubbed = 0;
