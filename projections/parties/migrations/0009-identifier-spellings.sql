-- Identifiers by their value in any spacing and case, whatever the scheme and the system: one index in place of two.
create index fact_identifier_spelt on parties_v1.fact (upper(translate(substr(lookup, strpos(lookup, ' ') + 1), ' .-', ''))) where attribute like 'identifier.%';
drop index parties_v1.fact_identifier;
drop index parties_v1.fact_identifier_of_system;
