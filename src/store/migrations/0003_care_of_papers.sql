-- Papers that need care: why a copy is allowed all the same, when a leader decided against one, and which of the letter's
-- copying rules an officer has looked at; and the office's scan policy on the day a dossier was received.
ALTER TABLE component ADD COLUMN exempt_at INTEGER;
ALTER TABLE component ADD COLUMN copy_basis TEXT;
ALTER TABLE component ADD COLUMN rules_seen TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN scan_policy TEXT NOT NULL DEFAULT 'all';
CREATE INDEX component_by_reminder ON component (remind_on) WHERE digitise = 'waiting';
