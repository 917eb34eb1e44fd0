-- Why a file was rejected, in a word that an app can put into its own language.
ALTER TABLE attachments ADD COLUMN why TEXT;
