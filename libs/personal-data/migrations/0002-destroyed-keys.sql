-- Whoever reads values of a subject asks which of its keys were destroyed. Few are, so what says so is small.
create index data_key_destroyed on keys.data_key (subject) where wrapped is null;
