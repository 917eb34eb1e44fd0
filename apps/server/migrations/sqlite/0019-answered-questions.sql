-- The latest answered questions of a conversation, without looking at its messages.
CREATE INDEX messages_by_answered ON messages (conversation_id, id) WHERE question_status = 'answered';
