-- Open dossiers (received, not ended, not void) that use the paper of this line.
SELECT count(DISTINCT d.id)
FROM paper p
JOIN component_file f ON f.paper_id = p.id AND f.voided_at IS NULL
JOIN dossier d ON d.id = f.dossier_id AND d.voided_at IS NULL AND d.status IN (1, 2, 4, 5, 6, 9)
WHERE p.owner_no = ?1 AND p.code = ?2 AND p.sha256 = ?3
