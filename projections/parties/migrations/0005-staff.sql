-- Our own companies, and who stands in for whom: few of all facts, each asked for by itself.
-- (Asked for by the same `like`: an equality would have the planner walk through the index of all facts.)
create index fact_own_company on parties_v1.fact (party_id) where attribute like 'own-company';
create index fact_deputy on parties_v1.fact ((value ->> 'deputyId')) where attribute = 'absence' and value ->> 'deputyId' is not null;
