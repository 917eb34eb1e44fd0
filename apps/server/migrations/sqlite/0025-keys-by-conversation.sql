-- Whatever a conversation owns has its key, its unique indexes and its references begin with the conversation, so that
-- conversations can be spread over several servers. `locators` tells the conversation of a bare id.
-- SQLite changes no key of a table that is there: each is made again and filled.

CREATE TABLE locators (
  id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('message', 'card', 'attachment', 'invocation', 'card_action')),
  conversation_id TEXT NOT NULL,
  PRIMARY KEY (id, kind)
) STRICT, WITHOUT ROWID;
INSERT INTO locators (id, kind, conversation_id)
  SELECT id, 'message', conversation_id FROM messages
  UNION ALL SELECT id, 'card', conversation_id FROM cards
  UNION ALL SELECT id, 'attachment', conversation_id FROM attachments
  UNION ALL SELECT id, 'invocation', conversation_id FROM invocations
  UNION ALL SELECT a.id, 'card_action', k.conversation_id FROM card_actions a JOIN cards k ON k.id = a.card_id
  ORDER BY 1, 2;

-- The unique index of `conversations` was over two people, whatever the conversation.
CREATE TABLE direct_conversations (
  direct_key TEXT PRIMARY KEY, -- both user ids in order: two people have one direct conversation
  conversation_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO direct_conversations (direct_key, conversation_id)
  SELECT direct_key, id FROM conversations WHERE direct_key IS NOT NULL;

CREATE TABLE next_conversations (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('direct', 'group', 'course')),
  title TEXT,
  title_key TEXT, -- folded for search
  created_by TEXT NOT NULL REFERENCES users (id),
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  head INTEGER NOT NULL,
  changed_seq INTEGER NOT NULL,
  purged_seq INTEGER NOT NULL DEFAULT 0, -- changes up to here may be missing
  created_hash TEXT NOT NULL, -- of what its creator first asked for, so that a late retry is known after changes
  open_questions INTEGER NOT NULL DEFAULT 0,
  assistant_mode TEXT NOT NULL DEFAULT 'explain' CHECK (assistant_mode IN ('off', 'hints', 'explain', 'full')),
  assistant_review INTEGER NOT NULL DEFAULT 0, -- answers wait for staff
  last_ordinal INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO next_conversations (id, kind, title, title_key, created_by, created_at, changed_at, head, changed_seq, purged_seq,
    created_hash, open_questions, assistant_mode, assistant_review, last_ordinal)
  SELECT id, kind, title, title_key, created_by, created_at, changed_at, head, changed_seq, purged_seq,
    created_hash, open_questions, assistant_mode, assistant_review, last_ordinal FROM conversations ORDER BY rowid;
DROP TABLE conversations;
ALTER TABLE next_conversations RENAME TO conversations;

-- A rowid table: appends go to the end of the file; a clustered key halves the throughput.
CREATE TABLE next_messages (
  id TEXT NOT NULL,
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  created_seq INTEGER NOT NULL,
  changed_seq INTEGER NOT NULL,
  sender_id TEXT NOT NULL REFERENCES users (id),
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  content TEXT NOT NULL,
  parts TEXT, -- JSON
  reply_to_id TEXT,
  invocation_id TEXT,
  reactions TEXT, -- JSON
  sent_hash TEXT NOT NULL, -- of what the author first sent, so that a late retry is known after edits
  created_at TEXT NOT NULL,
  edited_at TEXT,
  deleted_at TEXT,
  mentions TEXT, -- JSON
  system TEXT, -- JSON: what a system message tells of
  question_status TEXT, -- of a message that asks
  question TEXT, -- JSON: its accepted and endorsed answers, and how many replies stand
  answer TEXT, -- JSON: who accepted and who endorsed it
  pinned_at TEXT,
  pinned_by TEXT,
  invocation TEXT,
  ask TEXT,
  ordinal INTEGER NOT NULL DEFAULT 0, -- messages so far, system messages excluded
  lang TEXT,
  PRIMARY KEY (conversation_id, id),
  UNIQUE (conversation_id, created_seq)
) STRICT;
INSERT INTO next_messages (id, conversation_id, created_seq, changed_seq, sender_id, kind, state, content, parts, reply_to_id,
    invocation_id, reactions, sent_hash, created_at, edited_at, deleted_at, mentions, system, question_status, question, answer,
    pinned_at, pinned_by, invocation, ask, ordinal, lang)
  SELECT id, conversation_id, created_seq, changed_seq, sender_id, kind, state, content, parts, reply_to_id,
    invocation_id, reactions, sent_hash, created_at, edited_at, deleted_at, mentions, system, question_status, question, answer,
    pinned_at, pinned_by, invocation, ask, ordinal, lang FROM messages ORDER BY rowid;

CREATE TABLE next_message_edits (
  conversation_id TEXT NOT NULL,
  message_id TEXT NOT NULL,
  changed_seq INTEGER NOT NULL,
  content TEXT NOT NULL, -- as it was before the edit
  edited_at TEXT NOT NULL,
  PRIMARY KEY (conversation_id, message_id, changed_seq),
  FOREIGN KEY (conversation_id, message_id) REFERENCES next_messages (conversation_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO next_message_edits (conversation_id, message_id, changed_seq, content, edited_at)
  SELECT m.conversation_id, e.message_id, e.changed_seq, e.content, e.edited_at
  FROM message_edits e JOIN messages m ON m.id = e.message_id;

CREATE TABLE next_saved_messages (
  conversation_id TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES users (id),
  message_id TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  PRIMARY KEY (conversation_id, user_id, message_id),
  FOREIGN KEY (conversation_id, message_id) REFERENCES next_messages (conversation_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO next_saved_messages (conversation_id, user_id, message_id, saved_at)
  SELECT m.conversation_id, s.user_id, s.message_id, s.saved_at
  FROM saved_messages s JOIN messages m ON m.id = s.message_id;

CREATE TABLE next_mentions (
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  user_id TEXT NOT NULL REFERENCES users (id),
  created_seq INTEGER NOT NULL, -- of the message
  PRIMARY KEY (conversation_id, user_id, created_seq)
) STRICT, WITHOUT ROWID;
INSERT INTO next_mentions (conversation_id, user_id, created_seq)
  SELECT conversation_id, user_id, created_seq FROM mentions;

CREATE TABLE next_citations (
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  message_id TEXT NOT NULL,
  document_id TEXT NOT NULL REFERENCES documents (id),
  version INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('cites', 'source')),
  said_at TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (conversation_id, message_id, kind, document_id, version),
  FOREIGN KEY (conversation_id, message_id) REFERENCES next_messages (conversation_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO next_citations (conversation_id, message_id, document_id, version, kind, said_at)
  SELECT m.conversation_id, c.message_id, c.document_id, c.version, c.kind, c.said_at
  FROM citations c JOIN messages m ON m.id = c.message_id;

-- A card lives and ends with its message.
CREATE TABLE next_cards (
  id TEXT NOT NULL,
  message_id TEXT NOT NULL,
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
  due_at TEXT, -- when time itself acts on it
  PRIMARY KEY (conversation_id, id),
  UNIQUE (conversation_id, message_id),
  FOREIGN KEY (conversation_id, message_id) REFERENCES next_messages (conversation_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO next_cards (id, message_id, conversation_id, type, schema, state, rev, data, fallback_text, provenance, created_by,
    created_at, updated_at, due_at)
  SELECT id, message_id, conversation_id, type, schema, state, rev, data, fallback_text, provenance, created_by,
    created_at, updated_at, due_at FROM cards;

-- What each person did with a card: votes, signals, replies.
CREATE TABLE next_card_entries (
  conversation_id TEXT NOT NULL,
  card_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL, -- what of the card it is about; empty for the whole
  user_id TEXT NOT NULL REFERENCES users (id),
  value TEXT NOT NULL, -- JSON
  created_at TEXT NOT NULL,
  PRIMARY KEY (conversation_id, card_id, kind, key, user_id),
  FOREIGN KEY (conversation_id, card_id) REFERENCES next_cards (conversation_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO next_card_entries (conversation_id, card_id, kind, key, user_id, value, created_at)
  SELECT k.conversation_id, e.card_id, e.kind, e.key, e.user_id, e.value, e.created_at
  FROM card_entries e JOIN cards k ON k.id = e.card_id;

-- Actions that were done, for ever: a late retry is known.
CREATE TABLE next_card_actions (
  conversation_id TEXT NOT NULL,
  id TEXT NOT NULL,
  card_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  hash TEXT NOT NULL, -- of verb and input
  PRIMARY KEY (conversation_id, id),
  FOREIGN KEY (conversation_id, card_id) REFERENCES next_cards (conversation_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO next_card_actions (conversation_id, id, card_id, user_id, hash)
  SELECT k.conversation_id, a.id, a.card_id, a.user_id, a.hash FROM card_actions a JOIN cards k ON k.id = a.card_id;

-- Messages and documents on which a card depends: when they change, so does it. They may be of another conversation.
CREATE TABLE next_card_sources (
  conversation_id TEXT NOT NULL, -- of the card
  card_id TEXT NOT NULL,
  source_id TEXT NOT NULL,
  PRIMARY KEY (conversation_id, card_id, source_id),
  FOREIGN KEY (conversation_id, card_id) REFERENCES next_cards (conversation_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO next_card_sources (conversation_id, card_id, source_id)
  SELECT k.conversation_id, s.card_id, s.source_id FROM card_sources s JOIN cards k ON k.id = s.card_id;

CREATE TABLE next_attachments (
  id TEXT NOT NULL,
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  message_id TEXT, -- once it is sent
  created_by TEXT NOT NULL REFERENCES users (id),
  created_at TEXT NOT NULL,
  filename TEXT NOT NULL,
  media_type TEXT NOT NULL, -- as claimed, until it is checked
  size INTEGER NOT NULL, -- of the upload, then of what is kept of it
  state TEXT NOT NULL CHECK (state IN ('uploading', 'processing', 'ready', 'rejected')),
  reason TEXT, -- why it was rejected
  why TEXT,
  width INTEGER,
  height INTEGER,
  preview_width INTEGER, -- of what is no image: of its preview
  preview_height INTEGER,
  preview_widths TEXT, -- JSON: in which previews are kept
  dropped_at TEXT, -- given up; its bytes go, then this row
  PRIMARY KEY (conversation_id, id)
) STRICT;
INSERT INTO next_attachments (id, conversation_id, message_id, created_by, created_at, filename, media_type, size, state, reason,
    why, width, height, preview_width, preview_height, preview_widths, dropped_at)
  SELECT id, conversation_id, message_id, created_by, created_at, filename, media_type, size, state, reason,
    why, width, height, preview_width, preview_height, preview_widths, dropped_at FROM attachments ORDER BY rowid;

-- What belongs to the school (documents, reports) refers to nothing that belongs to a conversation: it lies elsewhere.
CREATE TABLE next_documents (
  id TEXT PRIMARY KEY,
  conversation_id TEXT, -- whose members may read it; NULL: the whole school
  collection TEXT,
  state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'withdrawn')),
  title TEXT NOT NULL, -- of the newest version
  version INTEGER NOT NULL, -- the newest
  created_by TEXT NOT NULL REFERENCES users (id),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_hash TEXT NOT NULL, -- of what its creator first sent, so that a late retry is known after changes
  lang TEXT, -- of the newest version, unless somebody has chosen it for all of them
  lang_chosen INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO next_documents (id, conversation_id, collection, state, title, version, created_by, created_at, updated_at, created_hash,
    lang, lang_chosen)
  SELECT id, conversation_id, collection, state, title, version, created_by, created_at, updated_at, created_hash,
    lang, lang_chosen FROM documents ORDER BY rowid;

CREATE TABLE next_reports (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  reporter_id TEXT NOT NULL REFERENCES users (id),
  user_id TEXT NOT NULL REFERENCES users (id),
  conversation_id TEXT,
  message_id TEXT,
  excerpt TEXT,
  reason TEXT NOT NULL,
  created_at TEXT NOT NULL,
  done_by TEXT REFERENCES users (id),
  done_at TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO next_reports (id, state, reporter_id, user_id, conversation_id, message_id, excerpt, reason, created_at, done_by, done_at)
  SELECT id, state, reporter_id, user_id, conversation_id, message_id, excerpt, reason, created_at, done_by, done_at FROM reports;

CREATE TABLE next_document_images (
  document_id TEXT NOT NULL REFERENCES documents (id),
  version INTEGER NOT NULL,
  conversation_id TEXT NOT NULL, -- of the image
  attachment_id TEXT NOT NULL,
  PRIMARY KEY (document_id, version, attachment_id)
) STRICT, WITHOUT ROWID;
INSERT INTO next_document_images (document_id, version, conversation_id, attachment_id)
  SELECT i.document_id, i.version, a.conversation_id, i.attachment_id
  FROM document_images i JOIN attachments a ON a.id = i.attachment_id;

CREATE TABLE next_invocations (
  id TEXT NOT NULL,
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  asker_id TEXT NOT NULL REFERENCES users (id),
  assistant_id TEXT NOT NULL REFERENCES users (id),
  prompt_id TEXT, -- the message that asks
  prompt TEXT, -- what is asked, when no message does
  message_id TEXT, -- the answer
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'review', 'done', 'stopped', 'interrupted', 'failed')),
  stopped_by TEXT REFERENCES users (id),
  refused INTEGER NOT NULL DEFAULT 0, -- the budget was spent
  created_at TEXT NOT NULL,
  started_at TEXT,
  ended_at TEXT,
  draft TEXT, -- what waits for review
  approved TEXT, -- what was let through
  approved_by TEXT REFERENCES users (id),
  approved_at TEXT,
  PRIMARY KEY (conversation_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO next_invocations (id, conversation_id, asker_id, assistant_id, prompt_id, prompt, message_id, state, stopped_by, refused,
    created_at, started_at, ended_at, draft, approved, approved_by, approved_at)
  SELECT id, conversation_id, asker_id, assistant_id, prompt_id, prompt, message_id, state, stopped_by, refused,
    created_at, started_at, ended_at, draft, approved, approved_by, approved_at FROM invocations;

CREATE TABLE next_invocation_feedback (
  conversation_id TEXT NOT NULL,
  invocation_id TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES users (id),
  helpful INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (conversation_id, invocation_id, user_id),
  FOREIGN KEY (conversation_id, invocation_id) REFERENCES next_invocations (conversation_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO next_invocation_feedback (conversation_id, invocation_id, user_id, helpful, created_at)
  SELECT i.conversation_id, f.invocation_id, f.user_id, f.helpful, f.created_at
  FROM invocation_feedback f JOIN invocations i ON i.id = f.invocation_id;

DROP TABLE invocation_feedback;
DROP TABLE invocations;
DROP TABLE document_images;
DROP TABLE documents;
DROP TABLE reports;
DROP TABLE attachments;
DROP TABLE card_sources;
DROP TABLE card_actions;
DROP TABLE card_entries;
DROP TABLE cards;
DROP TABLE citations;
DROP TABLE mentions;
DROP TABLE saved_messages;
DROP TABLE message_edits;
DROP TABLE messages;

-- References follow the names.
ALTER TABLE next_messages RENAME TO messages;
ALTER TABLE next_message_edits RENAME TO message_edits;
ALTER TABLE next_saved_messages RENAME TO saved_messages;
ALTER TABLE next_mentions RENAME TO mentions;
ALTER TABLE next_citations RENAME TO citations;
ALTER TABLE next_cards RENAME TO cards;
ALTER TABLE next_card_entries RENAME TO card_entries;
ALTER TABLE next_card_actions RENAME TO card_actions;
ALTER TABLE next_card_sources RENAME TO card_sources;
ALTER TABLE next_attachments RENAME TO attachments;
ALTER TABLE next_documents RENAME TO documents;
ALTER TABLE next_reports RENAME TO reports;
ALTER TABLE next_document_images RENAME TO document_images;
ALTER TABLE next_invocations RENAME TO invocations;
ALTER TABLE next_invocation_feedback RENAME TO invocation_feedback;

-- Only messages changed since they were created: the others are found by created_seq, and a send writes one index less.
CREATE INDEX messages_by_change ON messages (conversation_id, changed_seq) WHERE changed_seq > created_seq;
CREATE INDEX messages_by_reply ON messages (conversation_id, reply_to_id, created_seq) WHERE reply_to_id IS NOT NULL;
CREATE INDEX messages_by_question ON messages (conversation_id, question_status, created_seq) WHERE question_status IS NOT NULL;
CREATE INDEX messages_by_pin ON messages (conversation_id, created_seq) WHERE pinned_at IS NOT NULL;
CREATE INDEX messages_by_asking ON messages (conversation_id, created_seq) WHERE question_status IS NOT NULL;
CREATE INDEX messages_by_answered ON messages (conversation_id, id) WHERE question_status = 'answered';
CREATE INDEX saved_messages_by_time ON saved_messages (user_id, saved_at, message_id);
CREATE INDEX citations_by_time ON citations (document_id, conversation_id, said_at, message_id);
CREATE INDEX cards_by_state ON cards (conversation_id, type, state);
CREATE INDEX card_actions_by_card ON card_actions (conversation_id, card_id);
CREATE INDEX card_sources_by_source ON card_sources (source_id);
CREATE INDEX attachments_by_conversation ON attachments (conversation_id, created_at, id) WHERE message_id IS NOT NULL;
CREATE INDEX attachments_by_message ON attachments (conversation_id, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX attachments_by_creator ON attachments (created_by);
CREATE INDEX attachments_unsent ON attachments (created_at) WHERE message_id IS NULL;
CREATE INDEX document_images_by_attachment ON document_images (attachment_id);
CREATE INDEX documents_by_place ON documents (conversation_id, updated_at, id);
CREATE INDEX documents_by_change ON documents (updated_at, id);
CREATE INDEX reports_by_time ON reports (created_at, id);
CREATE INDEX reports_by_state ON reports (state, created_at, id);
CREATE INDEX invocations_open ON invocations (state, conversation_id, created_at) WHERE state IN ('queued', 'running', 'review');
CREATE INDEX invocations_by_asker ON invocations (asker_id, created_at);
CREATE INDEX invocations_by_conversation ON invocations (conversation_id, created_at);
