-- Since projector 2: a worklist, of the interactions in which somebody took part whose party is not known yet. Few are; all there are may be a million.
create index interaction_unresolved on interactions_v1.interaction (started_at, interaction_id) where participants @? '$[*] ? (!exists(@.party))';
