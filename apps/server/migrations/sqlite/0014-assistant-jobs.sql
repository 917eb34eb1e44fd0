-- Whether whoever takes a turn of the assistant is alive is known of its job from now on: one for each conversation.
INSERT INTO jobs (kind, key, effect, payload, run_at, created_at)
SELECT 'assistant_turns', conversation_id, 'migrated ' || conversation_id, '{}', min(created_at), min(created_at)
FROM invocations WHERE state IN ('queued', 'running') GROUP BY conversation_id;
ALTER TABLE invocations DROP COLUMN lease_until;
ALTER TABLE invocations DROP COLUMN attempt;
