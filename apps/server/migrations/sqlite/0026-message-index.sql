-- The search index of messages. Each message that can be found has a row, the older the message, the smaller its number;
-- a job puts the terms of waiting ones into the index of terms.
CREATE TABLE message_index (
  conversation_id TEXT NOT NULL,
  message_id TEXT NOT NULL,
  number INTEGER NOT NULL, -- of its row in message_terms
  waiting INTEGER NOT NULL, -- its terms are not in the index yet
  PRIMARY KEY (conversation_id, message_id),
  FOREIGN KEY (conversation_id, message_id) REFERENCES messages (conversation_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO message_index (conversation_id, message_id, number, waiting)
  SELECT conversation_id, id, row_number() OVER (ORDER BY created_at, conversation_id, created_seq), 1 FROM messages
  WHERE kind NOT IN ('system', 'sealed') AND deleted_at IS NULL;
CREATE INDEX message_index_by_number ON message_index (number);
CREATE INDEX message_index_waiting ON message_index (number) WHERE waiting = 1;

-- Terms without spaces, as features/search/terms.ts makes them.
CREATE VIRTUAL TABLE message_terms USING fts5 (
  terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
