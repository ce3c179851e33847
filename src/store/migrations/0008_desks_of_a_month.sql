-- A month is given by desk: two desks of one unit each have their figures.
CREATE TABLE month_given_by_desk (
    unit_code TEXT NOT NULL,
    desk_no   INTEGER NOT NULL,
    month     TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    figures   TEXT NOT NULL,
    sha256    BLOB NOT NULL,
    given_at  INTEGER NOT NULL,
    given_by  BLOB NOT NULL,
    PRIMARY KEY (unit_code, desk_no, month)
) STRICT;
INSERT INTO month_given_by_desk (unit_code, desk_no, month, unit_name, figures, sha256, given_at, given_by)
SELECT unit_code, 0, month, unit_name, figures, sha256, given_at, given_by FROM month_given;
DROP TABLE month_given;
ALTER TABLE month_given_by_desk RENAME TO month_given;
