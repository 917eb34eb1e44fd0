-- Work that is done once, written in the transaction that needs it. A row goes when its work is done.
CREATE TABLE jobs (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  effect TEXT NOT NULL, -- names what this wish brings about: the same for all of its attempts
  payload TEXT NOT NULL, -- JSON
  run_at TEXT NOT NULL, -- not before this
  attempt INTEGER NOT NULL DEFAULT 0, -- how many began
  claim TEXT, -- names the attempt that runs
  lease_until TEXT, -- whoever runs it is alive until then
  again_at TEXT, -- it was wanted again while it ran
  last_error TEXT,
  created_at TEXT NOT NULL,
  dead_at TEXT, -- a dead letter since then
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX jobs_by_run ON jobs (kind, run_at) WHERE dead_at IS NULL;
