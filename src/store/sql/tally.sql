-- Dossiers that were received or ended within [?1, ?2), each once, in the order they lie in the table.
WITH found (n) AS (
    SELECT n FROM dossier WHERE received_at >= ?1 AND received_at < ?2
    UNION SELECT n FROM dossier WHERE finished_at >= ?1 AND finished_at < ?2
)
SELECT d.id, d.unit_code, d.received_at, d.finished_at, d.voided_at IS NOT NULL, d.channel, d.account, d.status,
       d.need_n, d.have_n, d.waiting_n, d.exempt_n, d.outcome_file, d.reused, d.product,
       d.channel = 2 AND NOT EXISTS (SELECT 1 FROM component c WHERE c.dossier_id = d.id AND c.voided_at IS NULL
                                         AND c.form <> 'electronic' AND c.class = 'component')
FROM found f CROSS JOIN dossier d ON d.n = f.n
