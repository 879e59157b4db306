-- Photos of business cards, by what they are: the same photo twice is one.
create table photo (
    hash blob primary key check (length(hash) = 32),
    jpeg blob not null,
    -- For lists; empty where this laptop has not made the photo itself, and so has to look at it first.
    small blob not null,
    -- What was read on it, in the app's words; null until it was, and on other laptops.
    reading text,
    -- Whether the server is known to have it.
    sent integer not null
) strict;

create index photo_unsent on photo (hash) where sent = 0;

-- One row while the file may have a trace of a photo that went.
create table photo_trace (
    one integer primary key check (one = 1)
) strict;
