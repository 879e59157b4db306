-- Which photo a card says that it was written from, or a note that it is shown by: made from records. The photo
-- may not be here yet.
create table photo_holder (
    -- The fair of a note; empty for a card.
    fair text not null,
    -- The card, or the note's entry.
    id blob not null check (length(id) = 16),
    hash blob not null check (length(hash) = 32),
    primary key (fair, id, hash)
) strict, without rowid;

create index photo_holder_by_photo on photo_holder (hash);
