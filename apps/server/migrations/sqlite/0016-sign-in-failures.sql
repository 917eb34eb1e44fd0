-- Failures are counted for an account and where they came from. What was counted before held for an hour at most.
DROP TABLE login_failures;

CREATE TABLE login_failures (
  email_key TEXT NOT NULL,
  source TEXT NOT NULL,
  failures INTEGER NOT NULL,
  locked_until TEXT NOT NULL,
  PRIMARY KEY (email_key, source)
) STRICT, WITHOUT ROWID;
