-- Since projector 3: each stemmer is given the words as it knows them, which are made where they are written and asked for.
drop function interactions_v1.document_of(text), interactions_v1.looked_for(text);
create function interactions_v1.document_of(french text, english text) returns tsvector language sql immutable parallel safe
  return to_tsvector('interactions_v1.french'::regconfig, french) || to_tsvector('interactions_v1.english'::regconfig, english);
create function interactions_v1.looked_for(french text, english text) returns tsquery language sql immutable parallel safe
  return websearch_to_tsquery('interactions_v1.french'::regconfig, french) || websearch_to_tsquery('interactions_v1.english'::regconfig, english);
