-- Messages that a person wrote for later. The row goes when its message is sent; one that is repeated stays.
CREATE TABLE planned_messages (
  conversation_id text COLLATE "C" NOT NULL REFERENCES conversations (id),
  id text COLLATE "C" NOT NULL, -- also of the message
  user_id text COLLATE "C" NOT NULL REFERENCES users (id),
  message text COLLATE "C" NOT NULL, -- JSON: content, reply_to_id, question, mentions
  day text COLLATE "C" NOT NULL, -- by the calendar and the clock of the writer
  time text COLLATE "C" NOT NULL,
  time_zone text COLLATE "C" NOT NULL,
  repeats text COLLATE "C", -- day, workday, week, two_weeks, month
  until text COLLATE "C", -- the last day of what is repeated
  next_at text COLLATE "C" NOT NULL,
  sent bigint NOT NULL DEFAULT 0, -- how many were sent
  revision bigint NOT NULL DEFAULT 0, -- raised by each change
  failed text COLLATE "C", -- why the last one was not sent
  created_at text COLLATE "C" NOT NULL,
  PRIMARY KEY (conversation_id, id)
);
CREATE INDEX planned_messages_by_person ON planned_messages (user_id, next_at, id);
