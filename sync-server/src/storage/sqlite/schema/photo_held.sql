-- Photos, under the cards and notes whose records name them.
create table photo_held (
    -- The fair of a note; empty for a card.
    fair text not null,
    -- The card, or the note's entry.
    id blob not null check (length(id) = 16),
    hash blob not null check (length(hash) = 32),
    bytes blob not null,
    primary key (fair, id, hash)
) strict;

insert into photo_held (fair, id, hash, bytes) select '', card, hash, bytes from photo;
drop table photo;
