-- How far tables are that are being made: told every second or so.
alter table projecting.build add column events_done bigint not null default 0, add column events_total bigint not null default 0;
