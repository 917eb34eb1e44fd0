-- The schema that migrations 0001 to 0022 of SQLite make. From here on, both databases have the same numbers.
-- Text compares by bytes, as on SQLite: ids and times are in the order in which they were made. Numbers have 64 bits.

CREATE TABLE meta (
  key text COLLATE "C" PRIMARY KEY,
  value text COLLATE "C" NOT NULL
);

CREATE TABLE users (
  id text COLLATE "C" PRIMARY KEY,
  email text COLLATE "C" NOT NULL,
  email_key text COLLATE "C" NOT NULL UNIQUE, -- folded for look-up
  name text COLLATE "C" NOT NULL,
  name_key text COLLATE "C" NOT NULL, -- folded for search and order
  role text COLLATE "C" NOT NULL CHECK (role IN ('admin', 'instructor', 'assistant', 'student')),
  password_hash text COLLATE "C",
  created_at text COLLATE "C" NOT NULL,
  disabled_at text COLLATE "C"
);
CREATE INDEX users_by_name ON users (name_key, id);

CREATE TABLE sessions (
  id text COLLATE "C" PRIMARY KEY,
  user_id text COLLATE "C" NOT NULL REFERENCES users (id),
  device_name text COLLATE "C" NOT NULL,
  created_at text COLLATE "C" NOT NULL,
  last_used_at text COLLATE "C" NOT NULL,
  expires_at text COLLATE "C" NOT NULL, -- absolute end
  revoked_at text COLLATE "C"
);
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_revocation ON sessions (revoked_at) WHERE revoked_at IS NOT NULL;

CREATE TABLE refresh_tokens (
  hash text COLLATE "C" PRIMARY KEY,
  session_id text COLLATE "C" NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  created_at text COLLATE "C" NOT NULL,
  expires_at text COLLATE "C" NOT NULL, -- idle end
  rotated_at text COLLATE "C"
);
CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session_id);

CREATE TABLE tickets (
  hash text COLLATE "C" PRIMARY KEY,
  session_id text COLLATE "C" NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  expires_at text COLLATE "C" NOT NULL
);

CREATE TABLE conversations (
  id text COLLATE "C" PRIMARY KEY,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('direct', 'group', 'course')),
  title text COLLATE "C",
  title_key text COLLATE "C", -- folded for search
  direct_key text COLLATE "C" UNIQUE, -- both user ids in order: two people have one direct conversation
  created_by text COLLATE "C" NOT NULL REFERENCES users (id),
  created_at text COLLATE "C" NOT NULL,
  changed_at text COLLATE "C" NOT NULL,
  head bigint NOT NULL,
  changed_seq bigint NOT NULL,
  purged_seq bigint NOT NULL DEFAULT 0, -- changes up to here may be missing
  created_hash text COLLATE "C" NOT NULL, -- of what its creator first asked for, so that a late retry is known after changes
  open_questions bigint NOT NULL DEFAULT 0,
  assistant_mode text COLLATE "C" NOT NULL DEFAULT 'explain' CHECK (assistant_mode IN ('off', 'hints', 'explain', 'full')),
  assistant_review bigint NOT NULL DEFAULT 0, -- answers wait for staff
  last_ordinal bigint NOT NULL DEFAULT 0
);

CREATE TABLE members (
  conversation_id text COLLATE "C" NOT NULL REFERENCES conversations (id),
  user_id text COLLATE "C" NOT NULL REFERENCES users (id),
  joined_at text COLLATE "C" NOT NULL,
  left_at text COLLATE "C",
  changed_seq bigint NOT NULL,
  delivered_seq bigint NOT NULL DEFAULT 0,
  read_seq bigint NOT NULL DEFAULT 0,
  clear_seq bigint NOT NULL DEFAULT 0, -- nothing up to here is unread
  clear_ordinal bigint NOT NULL DEFAULT 0, -- the ordinal at that number
  PRIMARY KEY (conversation_id, user_id)
);
CREATE INDEX members_by_user ON members (user_id, conversation_id);
CREATE INDEX members_by_change ON members (conversation_id, changed_seq);

CREATE TABLE messages (
  id text COLLATE "C" NOT NULL UNIQUE,
  conversation_id text COLLATE "C" NOT NULL REFERENCES conversations (id),
  created_seq bigint NOT NULL,
  changed_seq bigint NOT NULL,
  sender_id text COLLATE "C" NOT NULL REFERENCES users (id),
  kind text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  content text COLLATE "C" NOT NULL,
  parts text COLLATE "C", -- JSON
  reply_to_id text COLLATE "C",
  invocation_id text COLLATE "C",
  reactions text COLLATE "C", -- JSON
  sent_hash text COLLATE "C" NOT NULL, -- of what the author first sent, so that a late retry is known after edits
  created_at text COLLATE "C" NOT NULL,
  edited_at text COLLATE "C",
  deleted_at text COLLATE "C",
  mentions text COLLATE "C", -- JSON
  system text COLLATE "C", -- JSON: what a system message tells of
  question_status text COLLATE "C", -- of a message that asks
  question text COLLATE "C", -- JSON: its accepted and endorsed answers, and how many replies stand
  answer text COLLATE "C", -- JSON: who accepted and who endorsed it
  pinned_at text COLLATE "C",
  pinned_by text COLLATE "C",
  invocation text COLLATE "C",
  ask text COLLATE "C",
  ordinal bigint NOT NULL DEFAULT 0, -- messages so far, system messages excluded
  UNIQUE (conversation_id, created_seq)
);
CREATE INDEX messages_by_change ON messages (conversation_id, changed_seq) WHERE changed_seq > created_seq;
CREATE INDEX messages_by_reply ON messages (reply_to_id, created_seq) WHERE reply_to_id IS NOT NULL;
CREATE INDEX messages_by_question ON messages (conversation_id, question_status, created_seq) WHERE question_status IS NOT NULL;
CREATE INDEX messages_by_pin ON messages (conversation_id, created_seq) WHERE pinned_at IS NOT NULL;
CREATE INDEX messages_by_asking ON messages (conversation_id, created_seq) WHERE question_status IS NOT NULL;
CREATE INDEX messages_by_answered ON messages (conversation_id, id) WHERE question_status = 'answered';

CREATE TABLE message_edits (
  message_id text COLLATE "C" NOT NULL REFERENCES messages (id),
  changed_seq bigint NOT NULL,
  content text COLLATE "C" NOT NULL, -- as it was before the edit
  edited_at text COLLATE "C" NOT NULL,
  PRIMARY KEY (message_id, changed_seq)
);

CREATE TABLE attachments (
  id text COLLATE "C" PRIMARY KEY,
  conversation_id text COLLATE "C" NOT NULL REFERENCES conversations (id),
  message_id text COLLATE "C", -- once it is sent
  created_by text COLLATE "C" NOT NULL REFERENCES users (id),
  created_at text COLLATE "C" NOT NULL,
  filename text COLLATE "C" NOT NULL,
  media_type text COLLATE "C" NOT NULL, -- as claimed, until it is checked
  size bigint NOT NULL, -- of the upload, then of what is kept of it
  state text COLLATE "C" NOT NULL CHECK (state IN ('uploading', 'processing', 'ready', 'rejected')),
  reason text COLLATE "C", -- why it was rejected
  width bigint,
  height bigint,
  preview_width bigint, -- of what is no image: of its preview
  preview_height bigint,
  preview_widths text COLLATE "C", -- JSON: in which previews are kept
  dropped_at text COLLATE "C", -- given up; its bytes go, then this row
  why text COLLATE "C"
);
CREATE INDEX attachments_by_conversation ON attachments (conversation_id, created_at, id) WHERE message_id IS NOT NULL;
CREATE INDEX attachments_by_message ON attachments (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX attachments_by_creator ON attachments (created_by);
CREATE INDEX attachments_unsent ON attachments (created_at) WHERE message_id IS NULL;

CREATE TABLE saved_messages (
  user_id text COLLATE "C" NOT NULL REFERENCES users (id),
  message_id text COLLATE "C" NOT NULL REFERENCES messages (id),
  saved_at text COLLATE "C" NOT NULL,
  PRIMARY KEY (user_id, message_id)
);
CREATE INDEX saved_messages_by_time ON saved_messages (user_id, saved_at, message_id);

CREATE TABLE documents (
  id text COLLATE "C" PRIMARY KEY,
  conversation_id text COLLATE "C" REFERENCES conversations (id), -- whose members may read it; NULL: the whole school
  collection text COLLATE "C",
  state text COLLATE "C" NOT NULL CHECK (state IN ('draft', 'published', 'withdrawn')),
  title text COLLATE "C" NOT NULL, -- of the newest version
  version bigint NOT NULL, -- the newest
  created_by text COLLATE "C" NOT NULL REFERENCES users (id),
  created_at text COLLATE "C" NOT NULL,
  updated_at text COLLATE "C" NOT NULL,
  created_hash text COLLATE "C" NOT NULL -- of what its creator first sent, so that a late retry is known after changes
);
CREATE INDEX documents_by_place ON documents (conversation_id, updated_at, id);
CREATE INDEX documents_by_change ON documents (updated_at, id);

CREATE TABLE document_versions (
  document_id text COLLATE "C" NOT NULL REFERENCES documents (id),
  version bigint NOT NULL,
  title text COLLATE "C" NOT NULL,
  format text COLLATE "C" NOT NULL CHECK (format IN ('markdown', 'text')),
  content text COLLATE "C" NOT NULL,
  created_by text COLLATE "C" NOT NULL REFERENCES users (id),
  created_at text COLLATE "C" NOT NULL,
  original_id text COLLATE "C", -- of the blob with the file it was made from
  filename text COLLATE "C",
  media_type text COLLATE "C",
  size bigint,
  UNIQUE (document_id, version)
);

CREATE TABLE passages (
  id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  document_id text COLLATE "C" NOT NULL REFERENCES documents (id),
  start bigint NOT NULL, -- in UTF-16 code units
  "end" bigint NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  headings text COLLATE "C" NOT NULL, -- JSON
  text text COLLATE "C" NOT NULL,
  page bigint
);
CREATE INDEX passages_by_document ON passages (document_id);

CREATE TABLE citations (
  message_id text COLLATE "C" NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  document_id text COLLATE "C" NOT NULL REFERENCES documents (id),
  version bigint NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('cites', 'source')),
  conversation_id text COLLATE "C" NOT NULL REFERENCES conversations (id),
  said_at text COLLATE "C" NOT NULL DEFAULT '',
  PRIMARY KEY (message_id, kind, document_id, version)
);
CREATE INDEX citations_by_time ON citations (document_id, conversation_id, said_at, message_id);

CREATE TABLE cards (
  id text COLLATE "C" PRIMARY KEY,
  message_id text COLLATE "C" NOT NULL UNIQUE REFERENCES messages (id),
  conversation_id text COLLATE "C" NOT NULL REFERENCES conversations (id),
  type text COLLATE "C" NOT NULL,
  schema bigint NOT NULL,
  state text COLLATE "C" NOT NULL,
  rev bigint NOT NULL,
  data text COLLATE "C" NOT NULL, -- JSON
  fallback_text text COLLATE "C" NOT NULL,
  provenance text COLLATE "C" NOT NULL, -- JSON
  created_by text COLLATE "C" NOT NULL REFERENCES users (id),
  created_at text COLLATE "C" NOT NULL,
  updated_at text COLLATE "C" NOT NULL,
  due_at text COLLATE "C" -- when time itself acts on it
);
CREATE INDEX cards_by_state ON cards (conversation_id, type, state);

CREATE TABLE card_entries (
  card_id text COLLATE "C" NOT NULL REFERENCES cards (id) ON DELETE CASCADE,
  kind text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL, -- what of the card it is about; empty for the whole
  user_id text COLLATE "C" NOT NULL REFERENCES users (id),
  value text COLLATE "C" NOT NULL, -- JSON
  created_at text COLLATE "C" NOT NULL,
  PRIMARY KEY (card_id, kind, key, user_id)
);

CREATE TABLE card_actions (
  id text COLLATE "C" PRIMARY KEY,
  card_id text COLLATE "C" NOT NULL REFERENCES cards (id) ON DELETE CASCADE,
  user_id text COLLATE "C" NOT NULL,
  hash text COLLATE "C" NOT NULL -- of verb and input
);
CREATE INDEX card_actions_by_card ON card_actions (card_id);

CREATE TABLE card_sources (
  source_id text COLLATE "C" NOT NULL,
  card_id text COLLATE "C" NOT NULL REFERENCES cards (id) ON DELETE CASCADE,
  PRIMARY KEY (source_id, card_id)
);
CREATE INDEX card_sources_by_card ON card_sources (card_id);

CREATE TABLE invocations (
  id text COLLATE "C" PRIMARY KEY,
  conversation_id text COLLATE "C" NOT NULL REFERENCES conversations (id),
  asker_id text COLLATE "C" NOT NULL REFERENCES users (id),
  assistant_id text COLLATE "C" NOT NULL REFERENCES users (id),
  prompt_id text COLLATE "C", -- the message that asks
  prompt text COLLATE "C", -- what is asked, when no message does
  message_id text COLLATE "C", -- the answer
  state text COLLATE "C" NOT NULL CHECK (state IN ('queued', 'running', 'review', 'done', 'stopped', 'interrupted', 'failed')),
  stopped_by text COLLATE "C" REFERENCES users (id),
  refused bigint NOT NULL DEFAULT 0, -- the budget was spent
  created_at text COLLATE "C" NOT NULL,
  started_at text COLLATE "C",
  ended_at text COLLATE "C",
  draft text COLLATE "C", -- what waits for review
  approved text COLLATE "C", -- what was let through
  approved_by text COLLATE "C" REFERENCES users (id),
  approved_at text COLLATE "C"
);
CREATE INDEX invocations_open ON invocations (state, conversation_id, created_at) WHERE state IN ('queued', 'running', 'review');
CREATE INDEX invocations_by_asker ON invocations (asker_id, created_at);
CREATE INDEX invocations_by_conversation ON invocations (conversation_id, created_at);

CREATE TABLE invocation_feedback (
  invocation_id text COLLATE "C" NOT NULL REFERENCES invocations (id),
  user_id text COLLATE "C" NOT NULL REFERENCES users (id),
  helpful bigint NOT NULL,
  created_at text COLLATE "C" NOT NULL,
  PRIMARY KEY (invocation_id, user_id)
);

CREATE TABLE document_images (
  document_id text COLLATE "C" NOT NULL REFERENCES documents (id),
  version bigint NOT NULL,
  attachment_id text COLLATE "C" NOT NULL REFERENCES attachments (id) ON DELETE CASCADE,
  PRIMARY KEY (document_id, version, attachment_id)
);
CREATE INDEX document_images_by_attachment ON document_images (attachment_id);

CREATE TABLE jobs (
  kind text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  effect text COLLATE "C" NOT NULL, -- names what this wish brings about: the same for all of its attempts
  payload text COLLATE "C" NOT NULL, -- JSON
  run_at text COLLATE "C" NOT NULL, -- not before this
  attempt bigint NOT NULL DEFAULT 0, -- how many began
  claim text COLLATE "C", -- names the attempt that runs
  lease_until text COLLATE "C", -- whoever runs it is alive until then
  again_at text COLLATE "C", -- it was wanted again while it ran
  last_error text COLLATE "C",
  created_at text COLLATE "C" NOT NULL,
  dead_at text COLLATE "C", -- a dead letter since then
  owner text COLLATE "C",
  PRIMARY KEY (kind, key)
);
CREATE INDEX jobs_by_run ON jobs (kind, run_at) WHERE dead_at IS NULL;

CREATE TABLE login_failures (
  email_key text COLLATE "C" NOT NULL,
  source text COLLATE "C" NOT NULL,
  failures bigint NOT NULL,
  locked_until text COLLATE "C" NOT NULL,
  PRIMARY KEY (email_key, source)
);

CREATE TABLE audit (
  id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  at text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  actor_id text COLLATE "C",
  user_id text COLLATE "C",
  conversation_id text COLLATE "C",
  target_id text COLLATE "C",
  address text COLLATE "C",
  detail text COLLATE "C" NOT NULL
);
CREATE INDEX audit_by_user ON audit (user_id, id) WHERE user_id IS NOT NULL;
CREATE INDEX audit_by_actor ON audit (actor_id, id) WHERE actor_id IS NOT NULL;

CREATE TABLE exempt_counts (
  conversation_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL, -- for whom; empty: for everybody
  block_size bigint NOT NULL,
  first_seq bigint NOT NULL,
  messages bigint NOT NULL,
  PRIMARY KEY (conversation_id, user_id, block_size, first_seq)
);

CREATE TABLE mentions (
  user_id text COLLATE "C" NOT NULL REFERENCES users (id),
  conversation_id text COLLATE "C" NOT NULL REFERENCES conversations (id),
  created_seq bigint NOT NULL, -- of the message
  PRIMARY KEY (user_id, conversation_id, created_seq)
);

CREATE TABLE policies (
  name text COLLATE "C" PRIMARY KEY,
  value text COLLATE "C" NOT NULL
);

CREATE TABLE blocks (
  user_id text COLLATE "C" NOT NULL REFERENCES users (id),
  blocked_id text COLLATE "C" NOT NULL REFERENCES users (id),
  blocked_at text COLLATE "C" NOT NULL,
  PRIMARY KEY (user_id, blocked_id)
);

CREATE TABLE reports (
  id text COLLATE "C" PRIMARY KEY,
  state text COLLATE "C" NOT NULL,
  reporter_id text COLLATE "C" NOT NULL REFERENCES users (id),
  user_id text COLLATE "C" NOT NULL REFERENCES users (id),
  conversation_id text COLLATE "C" REFERENCES conversations (id),
  message_id text COLLATE "C",
  excerpt text COLLATE "C",
  reason text COLLATE "C" NOT NULL,
  created_at text COLLATE "C" NOT NULL,
  done_by text COLLATE "C" REFERENCES users (id),
  done_at text COLLATE "C"
);
CREATE INDEX reports_by_time ON reports (created_at, id);
CREATE INDEX reports_by_state ON reports (state, created_at, id);


-- Both search passages; what is in them is told apart by features/documents/passage-index-rows.ts.
CREATE TABLE passage_words (
  rowid bigint PRIMARY KEY, -- of the passage
  lexemes tsvector NOT NULL -- folded words
);
CREATE INDEX passage_words_by_lexeme ON passage_words USING gin (lexemes);

CREATE TABLE passage_grams (
  rowid bigint PRIMARY KEY, -- of the passage
  lexemes tsvector NOT NULL -- runs of three characters
);
CREATE INDEX passage_grams_by_lexeme ON passage_grams USING gin (lexemes);
