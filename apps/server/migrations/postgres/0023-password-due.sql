-- Since when a person must choose a password of their own before anything else; NULL for everybody else.
ALTER TABLE users ADD COLUMN password_due_at text COLLATE "C";
