-- The search index of messages. Each message that can be found has a row, the older the message, the smaller its number;
-- a job puts the terms of waiting ones into the index of terms.
CREATE SEQUENCE message_numbers;
CREATE TABLE message_index (
  conversation_id text COLLATE "C" NOT NULL,
  message_id text COLLATE "C" NOT NULL,
  number bigint NOT NULL, -- of its row in message_terms
  waiting bigint NOT NULL, -- its terms are not in the index yet
  PRIMARY KEY (conversation_id, message_id),
  FOREIGN KEY (conversation_id, message_id) REFERENCES messages (conversation_id, id)
);
INSERT INTO message_index (conversation_id, message_id, number, waiting)
  SELECT conversation_id, id, nextval('message_numbers'), 1 FROM (
    SELECT conversation_id, id FROM messages WHERE kind NOT IN ('system', 'sealed') AND deleted_at IS NULL
    ORDER BY created_at, conversation_id, created_seq
  ) AS found;
CREATE INDEX message_index_by_number ON message_index (number);
CREATE INDEX message_index_waiting ON message_index (number) WHERE waiting = 1;

-- Terms as features/search/terms.ts makes them.
CREATE TABLE message_terms (
  conversation_id text COLLATE "C" NOT NULL,
  number bigint NOT NULL,
  lexemes tsvector NOT NULL,
  PRIMARY KEY (conversation_id, number)
);
CREATE INDEX message_terms_by_lexeme ON message_terms USING gin (lexemes);
