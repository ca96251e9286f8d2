-- What full-text search keeps of the texts of an interaction, and what it looks for. Functions, so that who asks and who writes need not
-- know in which schema the two configurations are.
create function interactions_v1.document_of(words text) returns tsvector language sql immutable parallel safe
  return to_tsvector('interactions_v1.french'::regconfig, words) || to_tsvector('interactions_v1.english'::regconfig, words);
create function interactions_v1.looked_for(words text) returns tsquery language sql immutable parallel safe
  return websearch_to_tsquery('interactions_v1.french'::regconfig, words) || websearch_to_tsquery('interactions_v1.english'::regconfig, words);
