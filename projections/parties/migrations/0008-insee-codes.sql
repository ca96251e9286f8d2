-- Addresses by the commune they lie in, where its code is known.
create index fact_commune on parties_v1.fact ((value ->> 'inseeCode')) where attribute in ('address.geographic', 'address.postal') and value ->> 'inseeCode' is not null;
