-- Who was told of a record, and what an enrolment was told of it: one index for both, in which those who are
-- told of one record stand side by side.
drop index feed_by_record;
drop index feed_by_row;
create unique index feed_by_row on feed (row, enrolment);
