-- The last replies of a conversation: where its threads are read from.
CREATE INDEX messages_by_replying ON messages (conversation_id, created_seq) WHERE reply_to_id IS NOT NULL;

-- What a member says of a thread for themselves.
CREATE TABLE thread_marks (
  conversation_id TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES users (id),
  message_id TEXT NOT NULL, -- that was replied to
  follows INTEGER, -- NULL: whoever wrote in it does
  read_seq INTEGER NOT NULL DEFAULT 0, -- read so far in the thread itself
  PRIMARY KEY (conversation_id, user_id, message_id),
  FOREIGN KEY (conversation_id, message_id) REFERENCES messages (conversation_id, id)
) STRICT, WITHOUT ROWID;
