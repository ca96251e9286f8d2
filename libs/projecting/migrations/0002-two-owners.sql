-- The buckets of a projection whose streams have nothing to do with each other have two owners, which are written side by side while
-- the log is caught up with: 3 has the even ones, 4 the odd ones. Of other projections 2 has them all.
insert into projecting.owner (projection, version, owner, epoch, position, event_id)
  select o.projection, o.version, next.owner, o.epoch, o.position, o.event_id
    from projecting.owner o, (values (2), (3), (4)) as next (owner)
   where o.owner = 1 and (next.owner = 2) = (o.projection not in ('parties', 'relations', 'interactions'));
update projecting.bucket set owner = case when projection not in ('parties', 'relations', 'interactions') then 2 else 3 + bucket % 2 end where owner = 1;
delete from projecting.owner where owner = 1;
-- A process of an earlier release, which knows owner 1 only, would take it and begin anew over tables that are full: it is refused.
alter table projecting.owner add constraint owner_of_now check (owner > 1);
comment on column projecting.owner.owner is '2: has all buckets; 3: the even ones; 4: the odd ones';
