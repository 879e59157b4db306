-- The numbers that people gave to signed cards (FAIR-18), so that the last one is found without reading the
-- cards before it. Outside fairs the fair is empty.
create table register (
    author text not null,
    fair text not null,
    number integer not null,
    record integer not null,
    primary key (author, fair, number, record)
) strict, without rowid;
