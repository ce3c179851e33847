-- A result on paper is scanned like a component and counted with none; an outcome remembers its scan.
ALTER TABLE component ADD COLUMN class TEXT NOT NULL DEFAULT 'component';
ALTER TABLE outcome ADD COLUMN scan_id BLOB REFERENCES component (id) DEFERRABLE INITIALLY DEFERRED;
