-- What older versions found by looking at documents and cards is a job from now on.
INSERT INTO jobs (kind, key, effect, payload, run_at, created_at)
SELECT 'citation_check', id, 'migrated ' || id, '{}', updated_at, updated_at FROM documents WHERE recheck = 1;
DROP INDEX documents_to_recheck;
ALTER TABLE documents DROP COLUMN recheck;
INSERT INTO jobs (kind, key, effect, payload, run_at, created_at)
SELECT 'card_due', id, 'migrated ' || id, '{}', due_at, updated_at FROM cards WHERE due_at IS NOT NULL;
DROP INDEX cards_by_due;
