-- A command may also hand over many tasks: what it requested and has not carried out yet is a part of it, not always a period.
alter table requests_v1.request rename column period_id to part_id;
comment on column requests_v1.request.part_id is 'the period of a relation, or a hand-over of tasks: one command may request many';
