-- Ids are random, so each index costs a page a row: what one can do is not left to two.
-- One belief that nothing has ended, and none that ends twice; and an interaction by its id.
create unique index interaction_belief_end on interactions_v1.interaction (interaction_id, upper(recorded)) nulls not distinct;
drop index interactions_v1.interaction_now, interactions_v1.interaction_belief;
-- Those of an interaction that is closed are known: its participants, and when it began.
drop index interactions_v1.participation_now;
