-- What the portal said of a dossier that was filed online; the rest is in `dossier`.
CREATE TABLE online (
    dossier_id   BLOB NOT NULL PRIMARY KEY REFERENCES dossier (id) DEFERRABLE INITIALLY DEFERRED,
    portal_code  TEXT NOT NULL,      -- names it wherever it goes; not UNIQUE: a clone's duplicate must be storable
    submitted_at INTEGER NOT NULL,
    tech_id      TEXT NOT NULL,      -- the holder's account on the portal
    vneid        INTEGER NOT NULL,
    said_sha256  BLOB NOT NULL       -- all the package said, as a file
) STRICT;
CREATE INDEX online_by_code ON online (portal_code);
-- Dossiers of a package that could not go in: each with its reason and its bytes, until it goes in or somebody has seen it.
CREATE TABLE quarantine (
    id          BLOB NOT NULL PRIMARY KEY,
    portal_code TEXT NOT NULL,       -- empty where it cannot be read
    said        BLOB NOT NULL,       -- its part of the package, as JSON
    said_sha256 BLOB NOT NULL UNIQUE,
    package     TEXT NOT NULL,       -- where the package lay, to look for its files again
    position    INTEGER NOT NULL,    -- in the package, from 1
    fault       TEXT NOT NULL,       -- the stable word
    sentence    TEXT NOT NULL,       -- for the officer
    found_at    INTEGER NOT NULL,
    tried_at    INTEGER NOT NULL,
    tries       INTEGER NOT NULL,
    settled_at  INTEGER,             -- taken in after all, or seen and put aside; the row stays
    settled_why TEXT
) STRICT;
