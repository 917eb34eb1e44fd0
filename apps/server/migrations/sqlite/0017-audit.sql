-- What matters to the security of the installation: who did what to whom, and from where.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  actor_id TEXT,
  user_id TEXT,
  conversation_id TEXT,
  target_id TEXT,
  address TEXT,
  detail TEXT NOT NULL
) STRICT;

CREATE INDEX audit_by_user ON audit (user_id, id) WHERE user_id IS NOT NULL;
CREATE INDEX audit_by_actor ON audit (actor_id, id) WHERE actor_id IS NOT NULL;
