-- The same for parties that turned out to be others: whoever is named in an answer is looked up here.
alter table parties_v1.party_alias drop constraint party_alias_loser_recorded_excl;
create unique index party_alias_belief_end on parties_v1.party_alias (loser, upper(recorded)) nulls not distinct;
