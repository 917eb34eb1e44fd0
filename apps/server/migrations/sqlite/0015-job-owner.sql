-- Which process runs the job, so that its lease can be ended early once that process is known to be dead.
ALTER TABLE jobs ADD COLUMN owner TEXT;
