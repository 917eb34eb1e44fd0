-- A card lives and ends with its message.
CREATE TABLE cards (
  id TEXT PRIMARY KEY,
  message_id TEXT NOT NULL UNIQUE REFERENCES messages (id),
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  type TEXT NOT NULL,
  schema INTEGER NOT NULL,
  state TEXT NOT NULL,
  rev INTEGER NOT NULL,
  data TEXT NOT NULL, -- JSON
  fallback_text TEXT NOT NULL,
  provenance TEXT NOT NULL, -- JSON
  created_by TEXT NOT NULL REFERENCES users (id),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  due_at TEXT -- when time itself acts on it
) STRICT, WITHOUT ROWID;
CREATE INDEX cards_by_due ON cards (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX cards_by_state ON cards (conversation_id, type, state);

-- What each person did with a card: votes, signals, replies.
CREATE TABLE card_entries (
  card_id TEXT NOT NULL REFERENCES cards (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  key TEXT NOT NULL, -- what of the card it is about; empty for the whole
  user_id TEXT NOT NULL REFERENCES users (id),
  value TEXT NOT NULL, -- JSON
  created_at TEXT NOT NULL,
  PRIMARY KEY (card_id, kind, key, user_id)
) STRICT, WITHOUT ROWID;

-- Actions that were done, for ever: a late retry is known.
CREATE TABLE card_actions (
  id TEXT PRIMARY KEY,
  card_id TEXT NOT NULL REFERENCES cards (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL,
  hash TEXT NOT NULL -- of verb and input
) STRICT, WITHOUT ROWID;
CREATE INDEX card_actions_by_card ON card_actions (card_id);

-- Messages and documents on which a card depends: when they change, so does it.
CREATE TABLE card_sources (
  source_id TEXT NOT NULL,
  card_id TEXT NOT NULL REFERENCES cards (id) ON DELETE CASCADE,
  PRIMARY KEY (source_id, card_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX card_sources_by_card ON card_sources (card_id);
