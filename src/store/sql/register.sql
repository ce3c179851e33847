-- The receptions of one book: desk, the year's bounds, numbers from and to. When a dossier first left the desk only the
-- log tells.
SELECT d.register_no, d.id, ifnull(d.code, ''), d.procedure_name, d.sets,
       iif(d.holder_kind = 1 OR d.organisation = '', d.holder_name, d.organisation), d.address_text, d.phone, d.at_unit,
       d.received_at, d.due_at, d.finished_at, d.returned_at, d.return_way, d.receiver_name, d.status, d.void_reason,
       (SELECT min(o.at) FROM oplog o WHERE o.row_id = d.id AND o.kind = 'forward'), d.apologies, d.exempt_n
FROM dossier d
WHERE d.book = ?1 AND d.received_at >= ?2 AND d.received_at < ?3 AND d.register_no BETWEEN ?4 AND ?5
ORDER BY d.register_no, d.received_at, d.n
