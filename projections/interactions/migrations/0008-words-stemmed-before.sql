-- Since projector 4: words are taken apart and stemmed where they are written and asked for (words.ts), so a document comes as it is. These
-- stay for processes of the release before, which go on with its tables until they are replaced; the release after this one drops them.
comment on function interactions_v1.document_of(text, text) is 'of projector 3';
comment on function interactions_v1.looked_for(text, text) is 'of projector 3';
