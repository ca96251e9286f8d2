-- All of them, a page at a time.
create index update_request_in_order on update_requests_v1.update_request (requested_position);
