-- Which photo a card says that it was written from: made from records. The photo may not be here yet.
create table photo_card (
    card blob not null check (length(card) = 16),
    hash blob not null check (length(hash) = 32),
    primary key (card, hash)
) strict, without rowid;

create index photo_card_by_photo on photo_card (hash);
