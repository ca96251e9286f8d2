-- A party is asked for by its id a dozen times for one 360°, and was walked to through the index that keeps its beliefs apart, which has
-- both: 70 µs for some. It has few beliefs, one more where it is reclassified or erased: a btree keeps those apart as well, as for interactions.
alter table parties_v1.party drop constraint party_party_id_recorded_excl;
create unique index party_belief_end on parties_v1.party (party_id, upper(recorded)) nulls not distinct;
drop index parties_v1.party_by_id;
