-- Papers that need care: why a copy is allowed all the same, and when a leader decided against one; and the office's scan
-- policy on the day a dossier was received.
ALTER TABLE component ADD COLUMN exempt_at INTEGER;
ALTER TABLE component ADD COLUMN copy_basis TEXT;
ALTER TABLE dossier ADD COLUMN scan_policy TEXT NOT NULL DEFAULT 'all';
CREATE INDEX component_by_reminder ON component (remind_on) WHERE digitise = 'waiting';
