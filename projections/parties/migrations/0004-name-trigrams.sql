-- Names by what they sound like on a keyboard: any three letters in a row.
create extension if not exists pg_trgm with schema public;
create index fact_name_trigrams on parties_v1.fact using gin (lookup public.gin_trgm_ops)
  where attribute = any ('{name.legal,name.trade,name.banner,name.acronym,name.usual,name.birth,name.given}'::text[]);
-- Identifiers by their value, whatever the scheme; those of a system also without its name.
create index fact_identifier on parties_v1.fact (lookup) where attribute like 'identifier.%';
create index fact_identifier_of_system on parties_v1.fact (substr(lookup, strpos(lookup, ' ') + 1)) where attribute like 'identifier.%' and strpos(lookup, ' ') > 0;
-- Addresses by where they are.
create index fact_place on parties_v1.fact (((value ->> 'latitude')::numeric), ((value ->> 'longitude')::numeric)) where attribute = 'address.geographic' and value ->> 'latitude' is not null;
create index fact_locality on parties_v1.fact ((value ->> 'postcode')) where attribute in ('address.geographic', 'address.postal');
