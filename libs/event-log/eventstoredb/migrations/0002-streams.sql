-- Whether a stream was ever written: one that the server does not find, and that has events in the log, was deleted there.
CREATE INDEX command_index_stream ON log.command_index USING hash (stream) WHERE first_revision = 0;
