-- Half-typed forms, so that a crash costs nobody a word.
create table draft_autosave (
    key text primary key,
    json text not null
) strict, without rowid;
