-- Photos of business cards, under the cards whose records name them.
create table photo (
    card blob not null check (length(card) = 16),
    hash blob not null check (length(hash) = 32),
    bytes blob not null,
    primary key (card, hash)
) strict;

-- One row while the write-ahead log may have a trace of a photo that went.
create table photo_trace (
    one integer primary key check (one = 1)
) strict;
