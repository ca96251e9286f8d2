-- Interactions by whom they are about, whoever took part.
create index interaction_about on interactions_v1.interaction using gin (about jsonb_path_ops) where about is not null;
