-- Since projector 4: each bound has the day on which it was stated, by which an unknown one without a date had come. That of the start stays in the
-- column that had both, because answers read it, of tables of before too.
alter table parties_v1.fact add column to_stated_on date not null;
comment on column parties_v1.fact.asserted_on is 'the day on which its start was stated';
