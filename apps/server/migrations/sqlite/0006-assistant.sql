-- Turns of the assistant. They are its queue as well: what is queued or running when the server starts goes on from here.
CREATE TABLE invocations (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  asker_id TEXT NOT NULL REFERENCES users (id),
  assistant_id TEXT NOT NULL REFERENCES users (id),
  prompt_id TEXT, -- the message that asks
  prompt TEXT, -- what is asked, when no message does
  message_id TEXT, -- the answer
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'review', 'done', 'stopped', 'interrupted', 'failed')),
  attempt INTEGER NOT NULL DEFAULT 0,
  lease_until TEXT, -- whoever runs it is alive until then
  stopped_by TEXT REFERENCES users (id),
  refused INTEGER NOT NULL DEFAULT 0, -- the budget was spent
  created_at TEXT NOT NULL,
  started_at TEXT,
  ended_at TEXT,
  draft TEXT, -- what waits for review
  approved TEXT, -- what was let through
  approved_by TEXT REFERENCES users (id),
  approved_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX invocations_open ON invocations (state, conversation_id, created_at) WHERE state IN ('queued', 'running', 'review');
CREATE INDEX invocations_by_asker ON invocations (asker_id, created_at);
CREATE INDEX invocations_by_conversation ON invocations (conversation_id, created_at);

CREATE TABLE invocation_feedback (
  invocation_id TEXT NOT NULL REFERENCES invocations (id),
  user_id TEXT NOT NULL REFERENCES users (id),
  helpful INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (invocation_id, user_id)
) STRICT, WITHOUT ROWID;

-- What is told of an answer besides what it says: JSON.
ALTER TABLE messages ADD COLUMN invocation TEXT;

ALTER TABLE conversations ADD COLUMN assistant_mode TEXT NOT NULL DEFAULT 'explain'
  CHECK (assistant_mode IN ('off', 'hints', 'explain', 'full'));
ALTER TABLE conversations ADD COLUMN assistant_review INTEGER NOT NULL DEFAULT 0; -- answers wait for staff
