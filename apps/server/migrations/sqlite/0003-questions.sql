-- What a message may be besides its text: a question or an answer, pinned, naming people, saved by somebody.
ALTER TABLE messages ADD COLUMN mentions TEXT; -- JSON
ALTER TABLE messages ADD COLUMN system TEXT; -- JSON: what a system message tells of
ALTER TABLE messages ADD COLUMN question_status TEXT; -- of a message that asks
ALTER TABLE messages ADD COLUMN question TEXT; -- JSON: its accepted and endorsed answers, and how many replies stand
ALTER TABLE messages ADD COLUMN answer TEXT; -- JSON: who accepted and who endorsed it
ALTER TABLE messages ADD COLUMN pinned_at TEXT;
ALTER TABLE messages ADD COLUMN pinned_by TEXT;
CREATE INDEX messages_by_mention ON messages (conversation_id, created_seq) WHERE mentions IS NOT NULL;
CREATE INDEX messages_by_reply ON messages (reply_to_id, created_seq) WHERE reply_to_id IS NOT NULL;
CREATE INDEX messages_by_question ON messages (conversation_id, question_status, created_seq) WHERE question_status IS NOT NULL;
CREATE INDEX messages_by_pin ON messages (conversation_id, created_seq) WHERE pinned_at IS NOT NULL;

ALTER TABLE conversations ADD COLUMN open_questions INTEGER NOT NULL DEFAULT 0;

CREATE TABLE saved_messages (
  user_id TEXT NOT NULL REFERENCES users (id),
  message_id TEXT NOT NULL REFERENCES messages (id),
  saved_at TEXT NOT NULL,
  PRIMARY KEY (user_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX saved_messages_by_time ON saved_messages (user_id, saved_at, message_id);
