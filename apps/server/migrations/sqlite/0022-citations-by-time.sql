-- The messages that cite a document are read by the page, the newest first, one conversation at a time.
ALTER TABLE citations ADD COLUMN said_at TEXT NOT NULL DEFAULT '';
UPDATE citations SET said_at = (SELECT m.created_at FROM messages m WHERE m.id = citations.message_id);
CREATE INDEX citations_by_time ON citations (document_id, conversation_id, said_at, message_id);
DROP INDEX citations_by_document;
