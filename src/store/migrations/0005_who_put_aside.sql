-- Which officer took a held dossier out of the list.
ALTER TABLE quarantine ADD COLUMN settled_by BLOB;
