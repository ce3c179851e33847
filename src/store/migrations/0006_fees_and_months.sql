-- What is to be paid for a dossier, and what was.
CREATE TABLE fee_line (
    id         BLOB NOT NULL PRIMARY KEY,
    dossier_id BLOB NOT NULL REFERENCES dossier (id) DEFERRABLE INITIALLY DEFERRED,
    position   INTEGER NOT NULL,
    name       TEXT NOT NULL,
    kind       TEXT NOT NULL,
    amount     INTEGER NOT NULL,
    timing     TEXT NOT NULL,
    state      TEXT NOT NULL,
    reason     TEXT,
    method     TEXT,
    receipt_no TEXT,
    paid_at    INTEGER,
    paid_by    BLOB,
    voided_at  INTEGER,
    UNIQUE (dossier_id, position)
) STRICT;
CREATE TABLE fee_taking (
    op_id      BLOB NOT NULL,
    place      INTEGER NOT NULL,
    dossier_id BLOB NOT NULL REFERENCES dossier (id) DEFERRABLE INITIALLY DEFERRED,
    line_id    BLOB NOT NULL,
    at         INTEGER NOT NULL,
    officer_id BLOB NOT NULL,
    method     TEXT NOT NULL,
    amount     INTEGER NOT NULL,
    name       TEXT NOT NULL,
    receipt_no TEXT,
    reason     TEXT,
    PRIMARY KEY (op_id, place)
) STRICT;
CREATE INDEX taking_by_day ON fee_taking (at);
CREATE TABLE month_close (
    unit_code TEXT NOT NULL,
    month     TEXT NOT NULL,
    figures   TEXT NOT NULL,
    hash      BLOB NOT NULL,
    closed_at INTEGER NOT NULL,
    closed_by BLOB NOT NULL,
    PRIMARY KEY (unit_code, month)
) STRICT;
CREATE TABLE month_given (
    unit_code TEXT NOT NULL,
    month     TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    figures   TEXT NOT NULL,
    sha256    BLOB NOT NULL,
    given_at  INTEGER NOT NULL,
    given_by  BLOB NOT NULL,
    PRIMARY KEY (unit_code, month)
) STRICT;
CREATE TABLE register_close (
    desk_no   INTEGER NOT NULL,
    year      INTEGER NOT NULL,
    last_no   INTEGER NOT NULL,
    closed_at INTEGER NOT NULL,
    closed_by BLOB NOT NULL,
    PRIMARY KEY (desk_no, year)
) STRICT;
