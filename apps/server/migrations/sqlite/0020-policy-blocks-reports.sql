-- Settings of the school that an administrator changed; a missing one has its default.
CREATE TABLE policies (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE blocks (
  user_id TEXT NOT NULL REFERENCES users (id),
  blocked_id TEXT NOT NULL REFERENCES users (id),
  blocked_at TEXT NOT NULL,
  PRIMARY KEY (user_id, blocked_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE reports (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  reporter_id TEXT NOT NULL REFERENCES users (id),
  user_id TEXT NOT NULL REFERENCES users (id),
  conversation_id TEXT REFERENCES conversations (id),
  message_id TEXT,
  excerpt TEXT,
  reason TEXT NOT NULL,
  created_at TEXT NOT NULL,
  done_by TEXT REFERENCES users (id),
  done_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX reports_by_time ON reports (created_at, id);
