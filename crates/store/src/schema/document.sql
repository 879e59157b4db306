-- What the changes of a document come to: made from records, and made again while it is due.
create table document (
    id blob primary key check (length(id) in (17, 33)),
    due integer not null,
    -- The document, compact; and what it shows. Nobody looks inside here.
    saved blob not null,
    shown blob not null
) strict, without rowid;

create index document_due on document (id) where due = 1;
