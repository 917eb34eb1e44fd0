-- What a member set for themselves in a conversation. The columns are of the member's row, which every list reads anyway.
ALTER TABLE members ADD COLUMN own_seq bigint NOT NULL DEFAULT 0; -- of the person's own clock, when one of these changed
ALTER TABLE members ADD COLUMN pinned_at text COLLATE "C";
ALTER TABLE members ADD COLUMN muted_until text COLLATE "C";
ALTER TABLE members ADD COLUMN archived_seq bigint; -- the head at that moment: what is said later brings it back
ALTER TABLE members ADD COLUMN unread_from bigint; -- the first message that is to be unread again
CREATE INDEX members_by_own_change ON members (user_id, own_seq) WHERE own_seq > 0;

-- Each person's clock: it numbers the changes of their own settings over all conversations.
CREATE TABLE own_clocks (
  user_id text COLLATE "C" PRIMARY KEY REFERENCES users (id),
  seq bigint NOT NULL
);
