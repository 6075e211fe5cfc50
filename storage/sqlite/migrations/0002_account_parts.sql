-- What was read of single accounts, a document a row. All of it can be read again.
CREATE TABLE account_parts (
    profile  INTEGER NOT NULL REFERENCES profiles ON DELETE CASCADE,
    account  TEXT NOT NULL CHECK (account <> ''),
    document TEXT NOT NULL,
    read_at  INTEGER NOT NULL,
    json     TEXT NOT NULL,
    PRIMARY KEY (profile, account, document)
) STRICT, WITHOUT ROWID;
