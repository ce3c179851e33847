-- As tally.sql, with those refused at the desk within the time, and with what a list shows.
WITH found (n) AS (
    SELECT n FROM dossier WHERE received_at >= ?1 AND received_at < ?2
    UNION SELECT n FROM dossier WHERE finished_at >= ?1 AND finished_at < ?2
    UNION SELECT n FROM dossier WHERE status = 3 AND ended_at >= ?1 AND ended_at < ?2
)
SELECT d.id, d.unit_code, d.received_at, d.finished_at, d.voided_at IS NOT NULL, d.channel, d.account, d.status,
       d.need_n, d.have_n, d.waiting_n, d.exempt_n, d.outcome_file, d.reused, d.product,
       d.channel = 2 AND NOT EXISTS (SELECT 1 FROM component c WHERE c.dossier_id = d.id AND c.voided_at IS NULL
                                         AND c.form <> 'electronic' AND c.class = 'component'),
       d.code, iif(d.holder_kind = 1 OR d.organisation = '', d.holder_name, d.organisation), d.procedure_name,
       (SELECT count(*) FROM tray_page t WHERE t.dossier_id = d.id AND t.trashed_at IS NULL)
FROM found f CROSS JOIN dossier d ON d.n = f.n
ORDER BY d.listed_at DESC, d.n DESC
