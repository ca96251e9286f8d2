-- Our own companies, and who stands in for whom: few of all facts, each asked for by itself.
create index fact_own_company on parties_v1.fact (party_id) where attribute = 'own-company';
create index fact_deputy on parties_v1.fact ((value ->> 'deputyId')) where attribute = 'absence' and value ->> 'deputyId' is not null;
