-- The search index. Its text comes folded and cut into tokens (text/), separated by spaces; the
-- tokenizer only splits there. Views and filters are tokens too, in the last column. It is filled
-- after the fact (Store::index_pending), because merging its segments now and then takes 50 ms.
-- It keeps no copy of the text: the row has it.
create virtual table lead_fts using fts5 (
    company, person, phone, site, matter, notes, marks, sound, facets,
    tokenize = 'ascii',
    prefix = '1 2 3',
    content = '',
    contentless_delete = 1
);
