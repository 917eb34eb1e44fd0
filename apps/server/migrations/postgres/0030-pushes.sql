-- Where the browsers of a person take pushes: one for each session, gone with it.
CREATE TABLE push_subscriptions (
  id text COLLATE "C" PRIMARY KEY,
  user_id text COLLATE "C" NOT NULL REFERENCES users (id),
  session_id text COLLATE "C" NOT NULL UNIQUE REFERENCES sessions (id) ON DELETE CASCADE,
  endpoint text COLLATE "C" NOT NULL UNIQUE, -- a browser has one, whoever is signed in
  p256dh text COLLATE "C" NOT NULL,
  auth text COLLATE "C" NOT NULL,
  lang text COLLATE "C" NOT NULL,
  closes bigint NOT NULL, -- a push may close notifications without showing one
  created_at text COLLATE "C" NOT NULL,
  closed_at text COLLATE "C" -- when a push last closed notifications there
);
CREATE INDEX push_subscriptions_by_user ON push_subscriptions (user_id, created_at);

-- Notices that a device is to show, or shows.
CREATE TABLE pushes (
  subscription_id text COLLATE "C" NOT NULL REFERENCES push_subscriptions (id) ON DELETE CASCADE,
  conversation_id text COLLATE "C" NOT NULL,
  created_seq bigint NOT NULL,
  state text COLLATE "C" NOT NULL, -- new, asked (a job of the subscription will send it), sent
  queued_at text COLLATE "C" NOT NULL,
  PRIMARY KEY (subscription_id, conversation_id, created_seq)
);
CREATE INDEX pushes_new ON pushes (queued_at) WHERE state = 'new';
CREATE INDEX pushes_by_time ON pushes (queued_at);
