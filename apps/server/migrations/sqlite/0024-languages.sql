-- The language of words (BCP 47), where it is sure. Of messages and versions from before it is not known.
ALTER TABLE messages ADD COLUMN lang TEXT;
ALTER TABLE document_versions ADD COLUMN lang TEXT; -- as told from its text
-- Of the newest version, unless somebody has chosen it for all of them.
ALTER TABLE documents ADD COLUMN lang TEXT;
ALTER TABLE documents ADD COLUMN lang_chosen INTEGER NOT NULL DEFAULT 0;
