SELECT d.status, d.status_before_wait, d.code, d.voided_at IS NOT NULL AS voided, d.step_no, d.step_role, d.officer_id,
       d.files_outcome, d.product, d.apologies, d.procedure_version, d.workflow, d.channel, d.holder_no,
       d.received_at, d.due_at, d.promised_at, d.limit_amount, d.limit_unit, d.limit_policy,
       d.need_n, d.have_n, d.waiting_n, d.exempt_n, d.book, d.cabinet,
       d.returned_at, ifnull(o.name, '') AS returned_name, ifnull(d.receiver_name, '') AS receiver,
       NOT EXISTS (SELECT 1 FROM component WHERE dossier_id = d.id AND voided_at IS NULL AND form <> 'electronic'
                       AND class = 'component')
           AS electronic,
       (SELECT count(*) FROM outcome WHERE dossier_id = d.id AND state = 'active') AS outcomes,
       (SELECT name FROM outcome WHERE dossier_id = d.id AND state = 'active' AND signature = 'invalid'
        ORDER BY filed_at DESC LIMIT 1) AS spoilt,
       (SELECT count(*) FROM interim WHERE dossier_id = d.id AND voided_at IS NULL) AS interims,
       (SELECT count(*) FROM wait WHERE dossier_id = d.id AND kind = 'supplement') AS rounds
FROM dossier d LEFT JOIN officer o ON o.id = d.returned_by
WHERE d.id = ?1
