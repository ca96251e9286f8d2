-- What is believed now in a slot: read before each change of it.
create index fact_live on parties_v1.fact (party_id, attribute, slot) where upper_inf(recorded);
