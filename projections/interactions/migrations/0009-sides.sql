-- On which side a party took part: who speaks for us was not spoken to. As before this, until the rows are made anew: all on theirs.
alter table interactions_v1.participation add column side text not null default 'them' check (side in ('us', 'them'));
-- Both sides are walked to from the latest, each for itself: of one of our people, who took part in all there is, nothing may have been said with them.
drop index interactions_v1.participation_of_party;
create unique index participation_of_party on interactions_v1.participation (party_id, side, started_at, interaction_id, lower(recorded));
