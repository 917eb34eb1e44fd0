-- The page a passage is on, in texts that know their pages.
ALTER TABLE passages ADD COLUMN page INTEGER;
