-- Since projector 4: the days on which bounds were stated, as of parties.
alter table relations_v1.relation_period add column to_stated_on date not null;
alter table relations_v1.relation_fact add column to_stated_on date not null;
