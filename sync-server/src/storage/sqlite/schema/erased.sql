-- Cards about which what was written is erased, for ever: no content part of a record about them is kept.
create table erased (
    card blob primary key,
    -- 0 until nothing of it is left in the write-ahead log.
    scrubbed integer not null
) without rowid;
create index erased_due on erased (card) where scrubbed = 0;
