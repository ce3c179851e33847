-- A paper's code finds its dossier, and its paper in the kho, whichever case it is typed in.
CREATE INDEX outcome_by_paper_code ON outcome (paper_code COLLATE NOCASE);
DROP INDEX paper_by_code;
CREATE INDEX paper_by_code ON paper (code COLLATE NOCASE);
