-- Since projector 3: when a belief began, as a time; see parties.
alter table relations_v1.relation_period add column believed_from timestamptz(3) not null;  -- when lower(recorded) was recorded
alter table relations_v1.relation_fact add column believed_from timestamptz(3) not null;
