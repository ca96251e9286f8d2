-- The buckets of a projection whose streams have nothing to do with each other have two owners, which are written side by side while
-- the log is caught up with: owner 2 has the even ones, owner 3 the odd ones. Owner 1 has all buckets of the others.
-- (A process of an earlier release, which knows owner 1 only, finds its checkpoint gone and writes nothing.)
insert into projecting.owner (projection, version, owner, epoch, position, event_id)
  select o.projection, o.version, half.owner, o.epoch, o.position, o.event_id
    from projecting.owner o, (values (2), (3)) as half (owner)
   where o.owner = 1 and o.projection in ('parties', 'relations', 'interactions');
update projecting.bucket set owner = 2 + bucket % 2 where projection in ('parties', 'relations', 'interactions');
delete from projecting.owner where owner = 1 and projection in ('parties', 'relations', 'interactions');
comment on column projecting.owner.owner is '1: has all buckets; 2: the even ones; 3: the odd ones';
