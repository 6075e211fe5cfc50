-- Rows are referred to by number within the file: an id of 36 characters in
-- every index of a hundred thousand accounts would double its size.

CREATE TABLE profiles (
    row     INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE CHECK (id <> ''),
    used_at INTEGER NOT NULL,
    json    TEXT NOT NULL
) STRICT;

CREATE TABLE drafts (
    row        INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE CHECK (id <> ''),
    profile    INTEGER NOT NULL REFERENCES profiles ON DELETE CASCADE,
    name       TEXT NOT NULL,
    normalized TEXT NOT NULL, -- the name as servers compare it
    label      TEXT NOT NULL, -- of the realm, typed or generated
    parent_id  TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    tab        TEXT NOT NULL,
    visited    INTEGER NOT NULL,
    json       TEXT NOT NULL
) STRICT;

CREATE INDEX drafts_by_time ON drafts (profile, updated_at);
CREATE INDEX drafts_by_name ON drafts (profile, normalized);
CREATE INDEX drafts_by_label ON drafts (profile, label);

-- What servers told of accounts. All of it can be read again, so a migration
-- that changes how sort_key or folded are made may simply empty the table.
CREATE TABLE accounts (
    row         INTEGER PRIMARY KEY,
    profile     INTEGER NOT NULL REFERENCES profiles ON DELETE CASCADE,
    id          TEXT NOT NULL CHECK (id <> ''),
    parent_id   TEXT NOT NULL, -- empty: not known
    name        TEXT NOT NULL,
    normalized  TEXT NOT NULL, -- the name as servers compare it
    realm       TEXT NOT NULL,
    descendants INTEGER NOT NULL,
    enabled     INTEGER,       -- null: not known
    seen_at     INTEGER NOT NULL,
    sort_key    BLOB NOT NULL, -- the name's place in the order of names
    folded      TEXT NOT NULL, -- name, realm and id as search compares them
    UNIQUE (profile, id)
) STRICT;

CREATE INDEX accounts_by_parent ON accounts (profile, parent_id, sort_key);
CREATE INDEX accounts_by_name ON accounts (profile, normalized);
CREATE INDEX accounts_by_realm ON accounts (profile, lower(realm));

CREATE TABLE catalogues (
    profile INTEGER PRIMARY KEY REFERENCES profiles ON DELETE CASCADE,
    json    TEXT NOT NULL
) STRICT;

CREATE TABLE provisionings (
    row        INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE CHECK (id <> ''),
    profile    INTEGER NOT NULL REFERENCES profiles ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    realm      TEXT NOT NULL, -- meant for the new account; empty: the server makes one
    account    TEXT,          -- JSON, once it exists
    json       TEXT NOT NULL  -- without account and steps
) STRICT;

CREATE INDEX provisionings_by_time ON provisionings (profile, created_at, id);
CREATE INDEX provisionings_by_realm ON provisionings (profile, realm);

CREATE TABLE steps (
    provisioning INTEGER NOT NULL REFERENCES provisionings ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    id           TEXT NOT NULL CHECK (id <> ''),
    kind         TEXT NOT NULL,
    state        TEXT NOT NULL,
    json         TEXT NOT NULL,
    PRIMARY KEY (provisioning, position),
    UNIQUE (provisioning, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX steps_open ON steps (provisioning) WHERE state NOT IN ('done', 'left_out');

CREATE TABLE settings (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
