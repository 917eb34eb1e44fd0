-- Messages that a person wrote for later. The row goes when its message is sent; one that is repeated stays.
CREATE TABLE planned_messages (
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  id TEXT NOT NULL, -- also of the message
  user_id TEXT NOT NULL REFERENCES users (id),
  message TEXT NOT NULL, -- JSON: content, reply_to_id, question, mentions
  day TEXT NOT NULL, -- by the calendar and the clock of the writer
  time TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  repeats TEXT, -- day, workday, week, two_weeks, month
  until TEXT, -- the last day of what is repeated
  next_at TEXT NOT NULL,
  sent INTEGER NOT NULL DEFAULT 0, -- how many were sent
  revision INTEGER NOT NULL DEFAULT 0, -- raised by each change
  failed TEXT, -- why the last one was not sent
  created_at TEXT NOT NULL,
  PRIMARY KEY (conversation_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX planned_messages_by_person ON planned_messages (user_id, next_at, id);
