-- Cards about which what was written is erased, for ever: no content part of a record about them is kept.
create table erased (
    card blob primary key check (length(card) = 16),
    -- 0 until nothing of it is left in free pages, in the search index and in the write-ahead log.
    scrubbed integer not null
) strict, without rowid;

create index erased_due on erased (card) where scrubbed = 0;
