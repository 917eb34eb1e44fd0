-- What became of a message that asked the assistant, besides its answer: JSON.
ALTER TABLE messages ADD COLUMN ask TEXT;
