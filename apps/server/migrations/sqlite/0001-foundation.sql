CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL UNIQUE, -- folded for look-up
  name TEXT NOT NULL,
  name_key TEXT NOT NULL, -- folded for search and order
  role TEXT NOT NULL CHECK (role IN ('admin', 'instructor', 'assistant', 'student')),
  password_hash TEXT,
  created_at TEXT NOT NULL,
  disabled_at TEXT
) STRICT;
CREATE INDEX users_by_name ON users (name_key, id);

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id),
  device_name TEXT NOT NULL,
  created_at TEXT NOT NULL,
  last_used_at TEXT NOT NULL,
  expires_at TEXT NOT NULL, -- absolute end
  revoked_at TEXT
) STRICT;
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_revocation ON sessions (revoked_at) WHERE revoked_at IS NOT NULL;

CREATE TABLE refresh_tokens (
  hash TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL, -- idle end
  rotated_at TEXT
) STRICT;
CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session_id);

CREATE TABLE tickets (
  hash TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  expires_at TEXT NOT NULL
) STRICT;

CREATE TABLE login_failures (
  email_key TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  locked_until TEXT NOT NULL
) STRICT;

CREATE TABLE conversations (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('direct', 'group', 'course')),
  title TEXT,
  title_key TEXT, -- folded for search
  direct_key TEXT UNIQUE, -- both user ids in order: two people have one direct conversation
  created_by TEXT NOT NULL REFERENCES users (id),
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  head INTEGER NOT NULL,
  changed_seq INTEGER NOT NULL,
  purged_seq INTEGER NOT NULL DEFAULT 0, -- changes up to here may be missing
  created_hash TEXT NOT NULL -- of what its creator first asked for, so that a late retry is known after changes
) STRICT;

CREATE TABLE members (
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  user_id TEXT NOT NULL REFERENCES users (id),
  joined_at TEXT NOT NULL,
  left_at TEXT,
  changed_seq INTEGER NOT NULL,
  delivered_seq INTEGER NOT NULL DEFAULT 0,
  read_seq INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (conversation_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_by_user ON members (user_id, conversation_id);
CREATE INDEX members_by_change ON members (conversation_id, changed_seq);

-- A rowid table: appends go to the end of the file; a clustered (conversation, seq) key halves the throughput.
CREATE TABLE messages (
  id TEXT NOT NULL UNIQUE,
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  created_seq INTEGER NOT NULL,
  changed_seq INTEGER NOT NULL,
  sender_id TEXT NOT NULL REFERENCES users (id),
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  content TEXT NOT NULL,
  parts TEXT, -- JSON
  reply_to_id TEXT,
  invocation_id TEXT,
  reactions TEXT, -- JSON
  sent_hash TEXT NOT NULL, -- of what the author first sent, so that a late retry is known after edits
  created_at TEXT NOT NULL,
  edited_at TEXT,
  deleted_at TEXT,
  UNIQUE (conversation_id, created_seq)
) STRICT;
-- Only messages changed since they were created: the others are found by created_seq, and a send writes one index less.
CREATE INDEX messages_by_change ON messages (conversation_id, changed_seq) WHERE changed_seq > created_seq;

CREATE TABLE message_edits (
  message_id TEXT NOT NULL REFERENCES messages (id),
  changed_seq INTEGER NOT NULL,
  content TEXT NOT NULL, -- as it was before the edit
  edited_at TEXT NOT NULL,
  PRIMARY KEY (message_id, changed_seq)
) STRICT, WITHOUT ROWID;
