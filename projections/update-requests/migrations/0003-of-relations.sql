-- The relation of the party, and the period of it, whose facts it is about. What was requested before was about parties alone.
alter table update_requests_v1.update_request add column relation_id uuid, add column period_id uuid;
