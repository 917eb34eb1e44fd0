-- The open reports are counted for everybody who may deal with them.
CREATE INDEX reports_by_state ON reports (state, created_at, id);
