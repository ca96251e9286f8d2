-- On which side a party took part: who speaks for us was not spoken to. As before this, until the rows are made anew: all on theirs.
alter table interactions_v1.participation add column side text not null default 'them' check (side in ('us', 'them'));
