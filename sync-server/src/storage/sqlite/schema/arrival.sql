-- The order in which records came, as a hash chain. Nothing here is ever changed: a record that gains a
-- part gets a second entry. `parts` is what was held from then on: 1 ranking, 2 content.
create table arrival (
    position integer primary key,
    row integer not null references record (row),
    parts integer not null,
    hash blob not null
);
