-- CA certificates the office trusts, what checks of signatures found, and signed copies beside what was signed.
CREATE TABLE trust_cert (
    sha256     BLOB NOT NULL PRIMARY KEY,
    name       TEXT NOT NULL,
    issuer     TEXT NOT NULL,
    serial     TEXT NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_to   INTEGER NOT NULL,
    added_at   INTEGER NOT NULL,
    added_by   BLOB NOT NULL,
    removed_at INTEGER,
    removed_by BLOB,
    reason     TEXT
) STRICT;
CREATE TABLE verification (
    op_id      BLOB NOT NULL,
    sha256     BLOB NOT NULL,
    dossier_id BLOB REFERENCES dossier (id) DEFERRABLE INITIALLY DEFERRED,
    checked_at INTEGER NOT NULL,
    checked_by BLOB NOT NULL,
    verdict    TEXT NOT NULL,
    findings   TEXT NOT NULL,
    PRIMARY KEY (op_id, sha256)
) STRICT;
CREATE INDEX verification_by_file ON verification (sha256, checked_at);
CREATE INDEX verification_by_dossier ON verification (dossier_id);
ALTER TABLE component_file ADD COLUMN original_sha256 BLOB;
ALTER TABLE outcome ADD COLUMN original_sha256 BLOB;
CREATE TABLE signature_check (
    sha256     BLOB NOT NULL PRIMARY KEY,
    checked_at INTEGER NOT NULL,
    verdict    TEXT NOT NULL,
    findings   TEXT NOT NULL
) STRICT;
