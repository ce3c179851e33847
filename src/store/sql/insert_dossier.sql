INSERT INTO dossier (
    n, id, code, lookup, unit_code, desk_no, book, register_no, channel,
    procedure_code, procedure_version, procedure_name, sector_name, case_name, subject, workflow,
    holder_kind, holder_no, holder_no_kind, holder_name, organisation, no_issued_on, no_issued_by, born, sex,
    phone, phone_note, fax, email, website, licence_no,
    place_set, province_code, district_code, commune_code, address_text, address_detail, address_old,
    bearer_name, bearer_no, bearer_phone, bearer_basis,
    account, account_at, account_source, account_reason, vneid, number_reason, submitted_at,
    received_at, backfilled_reason, limit_amount, limit_unit, limit_policy, due_at, promised_at, apologies,
    ended_at, status, step_no, step_name, step_role, files_outcome, officer_id, touched_at,
    product, sets, return_way, need_n, have_n, waiting_n, exempt_n, outcome_file, reused, note,
    refuse_reason, refuse_basis, go_to, scan_policy
) VALUES (
    :n, :id, :code, :lookup, :unit_code, :desk_no, :book, :register_no, :channel,
    :procedure_code, :procedure_version, :procedure_name, :sector_name, :case_name, :subject, :workflow,
    :holder_kind, :holder_no, :holder_no_kind, :holder_name, :organisation, :no_issued_on, :no_issued_by, :born, :sex,
    :phone, :phone_note, :fax, :email, :website, :licence_no,
    :place_set, :province_code, :district_code, :commune_code, :address_text, :address_detail, :address_old,
    :bearer_name, :bearer_no, :bearer_phone, :bearer_basis,
    :account, :account_at, :account_source, :account_reason,
    coalesce((SELECT vneid FROM online WHERE dossier_id = :id), 0), :number_reason,
    (SELECT submitted_at FROM online WHERE dossier_id = :id),
    :received_at, :backfilled_reason, :limit_amount, :limit_unit, :limit_policy, :due_at, :due_at, 0,
    :ended_at, :status, :step_no, :step_name, :step_role, :files_outcome, :officer_id, :at,
    'open', :sets, :return_way, 0, 0, 0, 0, 0, 0, :note,
    :refuse_reason, :refuse_basis, :go_to, :scan_policy
)
