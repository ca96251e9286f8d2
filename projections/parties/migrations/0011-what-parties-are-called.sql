-- What a party is called by, and its gender: every answer says that of others (see `namesOf`), and finds it here in a fifth of the time.
create index fact_called on parties_v1.fact (party_id)
  where attribute = any('{name.legal,name.trade,name.banner,name.acronym,name.usual,name.birth,name.given,gender,structure,identifier.siren,identifier.siret}');
