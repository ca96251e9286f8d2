-- Since projector 2: words are found in any of their forms. They come without accents, so that they are found with them and without; but the
-- French stemmer knows participles by theirs (livré, livrées), so it is given one back at every ending that may be one: `livre`, `livree` and
-- `livrees` are stemmed as `livré` is, which is as `livrer`. Where that goes too far (finie, première) the English stems find it.
alter text search configuration interactions_v1.french alter mapping for hword, hword_part, word with french_stem;
alter text search configuration interactions_v1.english alter mapping for hword, hword_part, word with english_stem;
create or replace function interactions_v1.document_of(words text) returns tsvector language sql immutable parallel safe
  return to_tsvector('interactions_v1.french'::regconfig, regexp_replace(words, '([a-z]{2})e?es?\M', '\1é', 'g')) || to_tsvector('interactions_v1.english'::regconfig, words);
-- What every text has is not asked for: these stay the stop words that they are. In documents they do no harm, and looking for them takes longer than stemming.
create or replace function interactions_v1.looked_for(words text) returns tsquery language sql immutable parallel safe
  return websearch_to_tsquery('interactions_v1.french'::regconfig, regexp_replace(words, '\m(?!(?:une|que|elle|notre|votre|sommes)\M)([a-z]*?[a-z]{2})e?es?\M', '\1é', 'g')) || websearch_to_tsquery('interactions_v1.english'::regconfig, words);
