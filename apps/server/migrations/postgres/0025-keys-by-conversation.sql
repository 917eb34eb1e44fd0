-- Whatever a conversation owns has its key, its unique indexes and its references begin with the conversation, so that
-- conversations can be spread over several servers. `locators` tells the conversation of a bare id.

CREATE TABLE locators (
  id text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('message', 'card', 'attachment', 'invocation', 'card_action')),
  conversation_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (id, kind)
);
INSERT INTO locators (id, kind, conversation_id)
  SELECT id, 'message', conversation_id FROM messages
  UNION ALL SELECT id, 'card', conversation_id FROM cards
  UNION ALL SELECT id, 'attachment', conversation_id FROM attachments
  UNION ALL SELECT id, 'invocation', conversation_id FROM invocations
  UNION ALL SELECT a.id, 'card_action', k.conversation_id FROM card_actions a JOIN cards k ON k.id = a.card_id;

-- The unique index of `conversations` was over two people, whatever the conversation.
CREATE TABLE direct_conversations (
  direct_key text COLLATE "C" PRIMARY KEY, -- both user ids in order: two people have one direct conversation
  conversation_id text COLLATE "C" NOT NULL
);
INSERT INTO direct_conversations (direct_key, conversation_id)
  SELECT direct_key, id FROM conversations WHERE direct_key IS NOT NULL;
ALTER TABLE conversations DROP COLUMN direct_key;

-- References go before the keys that they need.
ALTER TABLE message_edits DROP CONSTRAINT message_edits_message_id_fkey;
ALTER TABLE saved_messages DROP CONSTRAINT saved_messages_message_id_fkey;
ALTER TABLE citations DROP CONSTRAINT citations_message_id_fkey;
ALTER TABLE cards DROP CONSTRAINT cards_message_id_fkey;
ALTER TABLE card_entries DROP CONSTRAINT card_entries_card_id_fkey;
ALTER TABLE card_actions DROP CONSTRAINT card_actions_card_id_fkey;
ALTER TABLE card_sources DROP CONSTRAINT card_sources_card_id_fkey;
ALTER TABLE document_images DROP CONSTRAINT document_images_attachment_id_fkey;
ALTER TABLE invocation_feedback DROP CONSTRAINT invocation_feedback_invocation_id_fkey;

ALTER TABLE messages DROP CONSTRAINT messages_id_key, ADD PRIMARY KEY (conversation_id, id);
DROP INDEX messages_by_reply;
CREATE INDEX messages_by_reply ON messages (conversation_id, reply_to_id, created_seq) WHERE reply_to_id IS NOT NULL;

ALTER TABLE message_edits ADD COLUMN conversation_id text COLLATE "C";
UPDATE message_edits e SET conversation_id = m.conversation_id FROM locators m WHERE m.id = e.message_id AND m.kind = 'message';
ALTER TABLE message_edits ALTER COLUMN conversation_id SET NOT NULL, DROP CONSTRAINT message_edits_pkey,
  ADD PRIMARY KEY (conversation_id, message_id, changed_seq),
  ADD FOREIGN KEY (conversation_id, message_id) REFERENCES messages (conversation_id, id);

ALTER TABLE saved_messages ADD COLUMN conversation_id text COLLATE "C";
UPDATE saved_messages s SET conversation_id = m.conversation_id FROM locators m WHERE m.id = s.message_id AND m.kind = 'message';
ALTER TABLE saved_messages ALTER COLUMN conversation_id SET NOT NULL, DROP CONSTRAINT saved_messages_pkey,
  ADD PRIMARY KEY (conversation_id, user_id, message_id),
  ADD FOREIGN KEY (conversation_id, message_id) REFERENCES messages (conversation_id, id);

ALTER TABLE mentions DROP CONSTRAINT mentions_pkey, ADD PRIMARY KEY (conversation_id, user_id, created_seq);

UPDATE citations c SET conversation_id = m.conversation_id FROM locators m
  WHERE m.id = c.message_id AND m.kind = 'message' AND m.conversation_id <> c.conversation_id;
ALTER TABLE citations DROP CONSTRAINT citations_pkey,
  ADD PRIMARY KEY (conversation_id, message_id, kind, document_id, version),
  ADD FOREIGN KEY (conversation_id, message_id) REFERENCES messages (conversation_id, id) ON DELETE CASCADE;

ALTER TABLE cards DROP CONSTRAINT cards_pkey, DROP CONSTRAINT cards_message_id_key,
  ADD PRIMARY KEY (conversation_id, id), ADD UNIQUE (conversation_id, message_id),
  ADD FOREIGN KEY (conversation_id, message_id) REFERENCES messages (conversation_id, id);

ALTER TABLE card_entries ADD COLUMN conversation_id text COLLATE "C";
UPDATE card_entries e SET conversation_id = k.conversation_id FROM cards k WHERE k.id = e.card_id;
ALTER TABLE card_entries ALTER COLUMN conversation_id SET NOT NULL, DROP CONSTRAINT card_entries_pkey,
  ADD PRIMARY KEY (conversation_id, card_id, kind, key, user_id),
  ADD FOREIGN KEY (conversation_id, card_id) REFERENCES cards (conversation_id, id) ON DELETE CASCADE;

ALTER TABLE card_actions ADD COLUMN conversation_id text COLLATE "C";
UPDATE card_actions a SET conversation_id = k.conversation_id FROM cards k WHERE k.id = a.card_id;
ALTER TABLE card_actions ALTER COLUMN conversation_id SET NOT NULL, DROP CONSTRAINT card_actions_pkey,
  ADD PRIMARY KEY (conversation_id, id),
  ADD FOREIGN KEY (conversation_id, card_id) REFERENCES cards (conversation_id, id) ON DELETE CASCADE;
DROP INDEX card_actions_by_card;
CREATE INDEX card_actions_by_card ON card_actions (conversation_id, card_id);

ALTER TABLE card_sources ADD COLUMN conversation_id text COLLATE "C"; -- of the card
UPDATE card_sources s SET conversation_id = k.conversation_id FROM cards k WHERE k.id = s.card_id;
ALTER TABLE card_sources ALTER COLUMN conversation_id SET NOT NULL, DROP CONSTRAINT card_sources_pkey,
  ADD PRIMARY KEY (conversation_id, card_id, source_id),
  ADD FOREIGN KEY (conversation_id, card_id) REFERENCES cards (conversation_id, id) ON DELETE CASCADE;
DROP INDEX card_sources_by_card;
CREATE INDEX card_sources_by_source ON card_sources (source_id);

-- What belongs to the school (documents, reports) refers to nothing that belongs to a conversation: it lies elsewhere.
ALTER TABLE documents DROP CONSTRAINT documents_conversation_id_fkey;
ALTER TABLE reports DROP CONSTRAINT reports_conversation_id_fkey;
ALTER TABLE document_images ADD COLUMN conversation_id text COLLATE "C"; -- of the image
UPDATE document_images i SET conversation_id = a.conversation_id FROM attachments a WHERE a.id = i.attachment_id;
ALTER TABLE document_images ALTER COLUMN conversation_id SET NOT NULL;

ALTER TABLE attachments DROP CONSTRAINT attachments_pkey, ADD PRIMARY KEY (conversation_id, id);
DROP INDEX attachments_by_message;
CREATE INDEX attachments_by_message ON attachments (conversation_id, message_id) WHERE message_id IS NOT NULL;

ALTER TABLE invocations DROP CONSTRAINT invocations_pkey, ADD PRIMARY KEY (conversation_id, id);
ALTER TABLE invocation_feedback ADD COLUMN conversation_id text COLLATE "C";
UPDATE invocation_feedback f SET conversation_id = i.conversation_id FROM invocations i WHERE i.id = f.invocation_id;
ALTER TABLE invocation_feedback ALTER COLUMN conversation_id SET NOT NULL, DROP CONSTRAINT invocation_feedback_pkey,
  ADD PRIMARY KEY (conversation_id, invocation_id, user_id),
  ADD FOREIGN KEY (conversation_id, invocation_id) REFERENCES invocations (conversation_id, id);
