-- Where the browsers of a person take pushes: one for each session, gone with it.
CREATE TABLE push_subscriptions (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id),
  session_id TEXT NOT NULL UNIQUE REFERENCES sessions (id) ON DELETE CASCADE,
  endpoint TEXT NOT NULL UNIQUE, -- a browser has one, whoever is signed in
  p256dh TEXT NOT NULL,
  auth TEXT NOT NULL,
  lang TEXT NOT NULL,
  closes INTEGER NOT NULL, -- a push may close notifications without showing one
  created_at TEXT NOT NULL,
  closed_at TEXT -- when a push last closed notifications there
) STRICT, WITHOUT ROWID;
CREATE INDEX push_subscriptions_by_user ON push_subscriptions (user_id, created_at);

-- Notices that a device is to show, or shows.
CREATE TABLE pushes (
  subscription_id TEXT NOT NULL REFERENCES push_subscriptions (id) ON DELETE CASCADE,
  conversation_id TEXT NOT NULL,
  created_seq INTEGER NOT NULL,
  state TEXT NOT NULL, -- new, asked (a job of the subscription will send it), sent
  queued_at TEXT NOT NULL,
  PRIMARY KEY (subscription_id, conversation_id, created_seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX pushes_new ON pushes (queued_at) WHERE state = 'new';
CREATE INDEX pushes_by_time ON pushes (queued_at);
