-- What a person hears of. The level of a conversation goes with the member's own settings.
ALTER TABLE members ADD COLUMN level TEXT; -- all, mentions, nothing; NULL: as the person has it for this kind of conversation

-- What a person set for all conversations; without a row everything is as the house has it.
CREATE TABLE notice_settings (
  user_id TEXT PRIMARY KEY REFERENCES users (id),
  level_direct TEXT,
  level_group TEXT,
  level_course TEXT,
  quiet TEXT -- JSON: from, to, days, time_zone
) STRICT, WITHOUT ROWID;

-- Messages of which nobody has been told yet. The row comes in the commit of its message.
CREATE TABLE notice_queue (
  conversation_id TEXT NOT NULL,
  created_seq INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, created_seq)
) STRICT, WITHOUT ROWID;

-- Who was told of which message, and why; kept for 30 days.
CREATE TABLE notices (
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  created_seq INTEGER NOT NULL,
  user_id TEXT NOT NULL REFERENCES users (id),
  because TEXT NOT NULL,
  held TEXT, -- why no device made itself heard: quiet, viewed
  told_at TEXT NOT NULL,
  ended_at TEXT,
  ended_by TEXT, -- read, dismissed, deleted, removed
  PRIMARY KEY (conversation_id, created_seq, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX notices_by_person ON notices (user_id, told_at, conversation_id, created_seq);
CREATE INDEX notices_open ON notices (user_id, conversation_id, created_seq) WHERE ended_at IS NULL;
CREATE INDEX notices_by_time ON notices (told_at);
