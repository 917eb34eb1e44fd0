-- What older versions found by looking at the attachments is a job from now on.
INSERT INTO jobs (kind, key, effect, payload, run_at, created_at)
SELECT 'attachment_check', id, 'migrated ' || id, '{}', created_at, created_at FROM attachments
WHERE state = 'processing' AND dropped_at IS NULL;
INSERT INTO jobs (kind, key, effect, payload, run_at, created_at)
SELECT 'attachment_removal', id, 'migrated ' || id, '{}', dropped_at, dropped_at FROM attachments
WHERE dropped_at IS NOT NULL;
DROP INDEX attachments_dropped;
