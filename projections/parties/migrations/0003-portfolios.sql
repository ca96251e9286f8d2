-- Whom somebody follows: few of all facts, asked for by rep.
create index fact_followed_by on parties_v1.fact ((value ->> 'partyId')) where attribute = 'followed-by';
