-- Since projector 5: both sides are walked to from the latest, each for itself: of one of our people, who took part in all there is, nothing may
-- have been said with them. Tables of before keep the index by which releases of before walk.
drop index interactions_v1.participation_of_party;
create unique index participation_of_party on interactions_v1.participation (party_id, side, started_at, interaction_id, lower(recorded));
