-- Unread messages are the difference of two counts from now on: src/records/unread.ts has the rule.
ALTER TABLE messages ADD COLUMN ordinal INTEGER NOT NULL DEFAULT 0; -- messages so far, system messages excluded
UPDATE messages SET ordinal = n.ordinal FROM (
  SELECT rowid AS place, sum(kind <> 'system') OVER (PARTITION BY conversation_id ORDER BY created_seq) AS ordinal
  FROM messages) n
WHERE messages.rowid = n.place;

ALTER TABLE conversations ADD COLUMN last_ordinal INTEGER NOT NULL DEFAULT 0;
UPDATE conversations SET last_ordinal = coalesce((
  SELECT m.ordinal FROM messages m WHERE m.conversation_id = conversations.id ORDER BY m.created_seq DESC LIMIT 1), 0);

ALTER TABLE members ADD COLUMN clear_seq INTEGER NOT NULL DEFAULT 0; -- nothing up to here is unread
ALTER TABLE members ADD COLUMN clear_ordinal INTEGER NOT NULL DEFAULT 0; -- the ordinal at that number
UPDATE members SET clear_seq = read_seq, clear_ordinal = coalesce((
  SELECT m.ordinal FROM messages m WHERE m.conversation_id = members.conversation_id AND m.created_seq <= members.read_seq
  ORDER BY m.created_seq DESC LIMIT 1), 0);

-- How many messages created in the `block_size` numbers from `first_seq` on have an ordinal but are not unread.
CREATE TABLE exempt_counts (
  conversation_id TEXT NOT NULL,
  user_id TEXT NOT NULL, -- for whom; empty: for everybody
  block_size INTEGER NOT NULL,
  first_seq INTEGER NOT NULL,
  messages INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, user_id, block_size, first_seq)
) STRICT, WITHOUT ROWID;
INSERT INTO exempt_counts (conversation_id, user_id, block_size, first_seq, messages)
SELECT m.conversation_id, '', s.column1, m.created_seq / s.column1 * s.column1, count(*)
FROM messages m CROSS JOIN (VALUES (1), (256), (65536)) s
WHERE m.deleted_at IS NOT NULL AND m.kind <> 'system' GROUP BY 1, 3, 4;
INSERT INTO exempt_counts (conversation_id, user_id, block_size, first_seq, messages)
SELECT m.conversation_id, m.sender_id, s.column1, m.created_seq / s.column1 * s.column1, count(*)
FROM messages m CROSS JOIN members me ON me.conversation_id = m.conversation_id AND me.user_id = m.sender_id
CROSS JOIN (VALUES (1), (256), (65536)) s
WHERE m.created_seq > me.read_seq AND m.deleted_at IS NULL AND m.kind <> 'system' GROUP BY 1, 2, 3, 4;

-- Whom messages mention that are not deleted, their senders excluded.
CREATE TABLE mentions (
  user_id TEXT NOT NULL REFERENCES users (id),
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  created_seq INTEGER NOT NULL, -- of the message
  PRIMARY KEY (user_id, conversation_id, created_seq)
) STRICT, WITHOUT ROWID;
INSERT INTO mentions (user_id, conversation_id, created_seq)
SELECT DISTINCT n.value ->> '$.user_id', m.conversation_id, m.created_seq FROM messages m, json_each(m.mentions) n
WHERE m.deleted_at IS NULL AND m.kind <> 'system' AND n.value ->> '$.user_id' <> m.sender_id;
DROP INDEX messages_by_mention;

-- Questions of any status, in their order.
CREATE INDEX messages_by_asking ON messages (conversation_id, created_seq) WHERE question_status IS NOT NULL;
