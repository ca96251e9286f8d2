-- Our own companies, and who stands in for whom: few of all facts, each asked for by itself.
-- (In words that fit no other index, and asked for in the same: else the planner walks through that of all facts.)
create index fact_own_company on parties_v1.fact (party_id) where lower(attribute) = 'own-company';
create index fact_deputy on parties_v1.fact ((value ->> 'deputyId')) where attribute = 'absence' and value ->> 'deputyId' is not null;
