CREATE TABLE documents (
  id TEXT PRIMARY KEY,
  conversation_id TEXT REFERENCES conversations (id), -- whose members may read it; NULL: the whole school
  collection TEXT,
  state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'withdrawn')),
  title TEXT NOT NULL, -- of the newest version
  version INTEGER NOT NULL, -- the newest
  created_by TEXT NOT NULL REFERENCES users (id),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_hash TEXT NOT NULL, -- of what its creator first sent, so that a late retry is known after changes
  recheck INTEGER NOT NULL DEFAULT 0 -- messages that cite it may have to be told of its last change
) STRICT;
CREATE INDEX documents_by_place ON documents (conversation_id, updated_at, id);
CREATE INDEX documents_by_change ON documents (updated_at, id);
CREATE INDEX documents_to_recheck ON documents (id) WHERE recheck = 1;

-- Never changed once written. A rowid table: the rows are large.
CREATE TABLE document_versions (
  document_id TEXT NOT NULL REFERENCES documents (id),
  version INTEGER NOT NULL,
  title TEXT NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('markdown', 'text')),
  content TEXT NOT NULL,
  created_by TEXT NOT NULL REFERENCES users (id),
  created_at TEXT NOT NULL,
  original_id TEXT, -- of the blob with the file it was made from
  filename TEXT,
  media_type TEXT,
  size INTEGER,
  UNIQUE (document_id, version)
) STRICT;

-- The newest version in pieces, for search.
CREATE TABLE passages (
  id INTEGER PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES documents (id),
  start INTEGER NOT NULL, -- in UTF-16 code units
  end INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  headings TEXT NOT NULL, -- JSON
  text TEXT NOT NULL
) STRICT;
CREATE INDEX passages_by_document ON passages (document_id);

-- Both hold folded text, by passage; words for meaning, trigrams for parts of words, formulas and scripts without spaces.
CREATE VIRTUAL TABLE passage_words USING fts5 (
  title, headings, text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE passage_grams USING fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'trigram'
);

CREATE TABLE citations (
  message_id TEXT NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  document_id TEXT NOT NULL REFERENCES documents (id),
  version INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('cites', 'source')),
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  PRIMARY KEY (message_id, kind, document_id, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX citations_by_document ON citations (document_id, conversation_id);
