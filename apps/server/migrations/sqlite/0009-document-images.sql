-- Which images the versions of a document show: whoever may read the document may see them.
CREATE TABLE document_images (
  document_id TEXT NOT NULL REFERENCES documents (id),
  version INTEGER NOT NULL,
  attachment_id TEXT NOT NULL REFERENCES attachments (id) ON DELETE CASCADE,
  PRIMARY KEY (document_id, version, attachment_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_images_by_attachment ON document_images (attachment_id);
