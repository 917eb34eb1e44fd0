-- What a person hears of. The level of a conversation goes with the member's own settings.
ALTER TABLE members ADD COLUMN level text COLLATE "C"; -- all, mentions, nothing; NULL: as the person has it for this kind of conversation

-- What a person set for all conversations; without a row everything is as the house has it.
CREATE TABLE notice_settings (
  user_id text COLLATE "C" PRIMARY KEY REFERENCES users (id),
  level_direct text COLLATE "C",
  level_group text COLLATE "C",
  level_course text COLLATE "C",
  quiet text COLLATE "C" -- JSON: from, to, days, time_zone
);

-- Messages of which nobody has been told yet. The row comes in the commit of its message.
CREATE TABLE notice_queue (
  conversation_id text COLLATE "C" NOT NULL,
  created_seq bigint NOT NULL,
  PRIMARY KEY (conversation_id, created_seq)
);

-- Who was told of which message, and why; kept for 30 days.
CREATE TABLE notices (
  conversation_id text COLLATE "C" NOT NULL REFERENCES conversations (id),
  created_seq bigint NOT NULL,
  user_id text COLLATE "C" NOT NULL REFERENCES users (id),
  because text COLLATE "C" NOT NULL,
  held text COLLATE "C", -- why no device made itself heard: quiet, viewed
  told_at text COLLATE "C" NOT NULL,
  ended_at text COLLATE "C",
  ended_by text COLLATE "C", -- read, dismissed, deleted, removed
  PRIMARY KEY (conversation_id, created_seq, user_id)
);
CREATE INDEX notices_by_person ON notices (user_id, told_at, conversation_id, created_seq);
CREATE INDEX notices_open ON notices (user_id, conversation_id, created_seq) WHERE ended_at IS NULL;
CREATE INDEX notices_by_time ON notices (told_at);
