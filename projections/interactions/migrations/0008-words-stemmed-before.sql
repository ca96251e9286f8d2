-- Since projector 4: words are taken apart and stemmed where they are written and asked for (words.ts), so a document comes as it is.
drop function interactions_v1.document_of(text, text), interactions_v1.looked_for(text, text);
drop text search configuration interactions_v1.french;
drop text search configuration interactions_v1.english;
