-- What waits for staff: a row for each message that needs an answer, kept in the commit that changes its message. What is done
-- stays, so that one can see how long people waited.
CREATE TABLE inbox_items (
  conversation_id text COLLATE "C" NOT NULL,
  message_id text COLLATE "C" NOT NULL,
  created_seq bigint NOT NULL,
  kind text COLLATE "C" NOT NULL, -- question, review, tutoring
  asker_id text COLLATE "C" NOT NULL REFERENCES users (id), -- who waits
  waiting_since text COLLATE "C" NOT NULL,
  done_at text COLLATE "C",
  waited_minutes bigint, -- of the teaching hours, once it is done
  owner_id text COLLATE "C" REFERENCES users (id),
  lease_until text COLLATE "C",
  snoozed_until text COLLATE "C",
  duplicate_of text COLLATE "C", -- a question of the same conversation, with which it is answered
  PRIMARY KEY (conversation_id, message_id),
  FOREIGN KEY (conversation_id, message_id) REFERENCES messages (conversation_id, id)
);
CREATE INDEX inbox_open ON inbox_items (conversation_id, waiting_since) WHERE done_at IS NULL;
CREATE INDEX inbox_done ON inbox_items (conversation_id, done_at) WHERE done_at IS NOT NULL;
CREATE INDEX inbox_duplicates ON inbox_items (conversation_id, duplicate_of) WHERE duplicate_of IS NOT NULL;

CREATE TABLE inbox_tags (
  conversation_id text COLLATE "C" NOT NULL,
  message_id text COLLATE "C" NOT NULL,
  tag text COLLATE "C" NOT NULL,
  PRIMARY KEY (conversation_id, message_id, tag),
  FOREIGN KEY (conversation_id, message_id) REFERENCES inbox_items (conversation_id, message_id)
);

-- For staff alone.
CREATE TABLE inbox_notes (
  conversation_id text COLLATE "C" NOT NULL,
  message_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  author_id text COLLATE "C" NOT NULL REFERENCES users (id),
  text text COLLATE "C" NOT NULL,
  created_at text COLLATE "C" NOT NULL,
  PRIMARY KEY (conversation_id, message_id, id),
  FOREIGN KEY (conversation_id, message_id) REFERENCES inbox_items (conversation_id, message_id)
);

-- Texts that staff put into the composer: of the school, of one conversation, or of their author.
CREATE TABLE canned_answers (
  id text COLLATE "C" PRIMARY KEY,
  scope text COLLATE "C" NOT NULL, -- school, conversation, own
  conversation_id text COLLATE "C",
  author_id text COLLATE "C" NOT NULL REFERENCES users (id),
  title text COLLATE "C" NOT NULL,
  text text COLLATE "C" NOT NULL,
  changed_at text COLLATE "C" NOT NULL
);
CREATE INDEX canned_answers_by_author ON canned_answers (author_id) WHERE scope = 'own';
CREATE INDEX canned_answers_by_conversation ON canned_answers (conversation_id) WHERE conversation_id IS NOT NULL;
CREATE INDEX canned_answers_of_school ON canned_answers (scope, id) WHERE scope = 'school';

-- When a conversation is taught; the school has the empty id.
CREATE TABLE teaching_hours (
  conversation_id text COLLATE "C" PRIMARY KEY,
  hours text COLLATE "C" NOT NULL -- JSON: days, from, to, time_zone
);

INSERT INTO inbox_items (conversation_id, message_id, created_seq, kind, asker_id, waiting_since)
  SELECT conversation_id, id, created_seq, 'question', sender_id, created_at FROM messages
  WHERE question_status = 'unanswered' AND deleted_at IS NULL;
INSERT INTO inbox_items (conversation_id, message_id, created_seq, kind, asker_id, waiting_since)
  SELECT conversation_id, id, created_seq, 'review', sender_id, created_at FROM messages
  WHERE ask IS NOT NULL AND CAST(ask AS json) ->> 'review' = 'waiting' AND deleted_at IS NULL
  ON CONFLICT (conversation_id, message_id) DO UPDATE SET kind = excluded.kind;
-- Only tutoring sessions have these states.
INSERT INTO inbox_items (conversation_id, message_id, created_seq, kind, asker_id, waiting_since, owner_id, lease_until)
  SELECT m.conversation_id, m.id, m.created_seq, 'tutoring', CAST(c.data AS json) -> 'asker' ->> 'user_id',
    coalesce(CAST(c.data AS json) ->> 'queued_at', m.created_at),
    CASE WHEN c.state = 'human_active' THEN CAST(c.data AS json) -> 'tutor' ->> 'user_id' END,
    CASE WHEN c.state = 'human_active' THEN CAST(c.data AS json) ->> 'lease_until' END
  FROM cards c JOIN messages m ON m.conversation_id = c.conversation_id AND m.id = c.message_id
  WHERE c.state IN ('requested', 'queued', 'human_active') AND m.deleted_at IS NULL;
