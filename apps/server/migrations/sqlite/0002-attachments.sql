CREATE TABLE attachments (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  message_id TEXT, -- once it is sent
  created_by TEXT NOT NULL REFERENCES users (id),
  created_at TEXT NOT NULL,
  filename TEXT NOT NULL,
  media_type TEXT NOT NULL, -- as claimed, until it is checked
  size INTEGER NOT NULL, -- of the upload, then of what is kept of it
  state TEXT NOT NULL CHECK (state IN ('uploading', 'processing', 'ready', 'rejected')),
  reason TEXT, -- why it was rejected
  width INTEGER,
  height INTEGER,
  preview_width INTEGER, -- of what is no image: of its preview
  preview_height INTEGER,
  preview_widths TEXT, -- JSON: in which previews are kept
  dropped_at TEXT -- given up; its bytes go, then this row
) STRICT;
CREATE INDEX attachments_by_conversation ON attachments (conversation_id, created_at, id) WHERE message_id IS NOT NULL;
CREATE INDEX attachments_by_message ON attachments (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX attachments_by_creator ON attachments (created_by);
CREATE INDEX attachments_unsent ON attachments (created_at) WHERE message_id IS NULL;
CREATE INDEX attachments_dropped ON attachments (dropped_at) WHERE dropped_at IS NOT NULL;
