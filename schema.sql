-- The newest schema of a desk's database, whole. A fresh file is made from this text; an old one by the steps in
-- src/store/migrations/, and a test proves that both ways end in the same schema.
--
-- Conventions: ids are UUIDv7 in 16-byte BLOBs; `_at` is INTEGER, milliseconds UTC; `_on` is TEXT, ISO date; money is
-- INTEGER đồng; flags are INTEGER 0/1; text is NFC. Enumerations are stable English words.
-- State tables are derived from `oplog` by store::apply and by nothing else; `rebuild` empties and derives them again.

PRAGMA user_version = 9;

---------------------------------------------------------------------------------------------------------------- log

-- Every act of an officer is one row, appended in the transaction that applies it.
CREATE TABLE oplog (
    incarnation BLOB NOT NULL,      -- which life of which machine's file wrote it; a restore begins a new one
    seq         INTEGER NOT NULL,   -- 1, 2, 3 … within the incarnation, without gaps
    op_id       BLOB NOT NULL UNIQUE,
    hlc         INTEGER NOT NULL,   -- hybrid logical clock: 48 bits of milliseconds, 16 bits of counter
    at          INTEGER NOT NULL,   -- wall clock of the act, what people read; never used for ordering
    actor       BLOB NOT NULL,      -- officer id; all zeros = the program itself
    kind        TEXT NOT NULL,
    entity      TEXT NOT NULL,      -- dossier｜paper｜officer｜setting｜unit｜reference｜month
    row_id      BLOB NOT NULL,      -- the aggregate
    schema_v    INTEGER NOT NULL,   -- version of the body of this kind
    body        BLOB NOT NULL,      -- canonical CBOR map; personal values as {"s": salt, "v": value}
    prev_hash   BLOB NOT NULL,
    hash        BLOB NOT NULL,
    PRIMARY KEY (incarnation, seq)
) STRICT;
CREATE INDEX oplog_by_row ON oplog (row_id, hlc, incarnation, op_id);
CREATE INDEX oplog_by_time ON oplog (hlc, incarnation, op_id);
CREATE TRIGGER oplog_is_never_changed BEFORE UPDATE ON oplog BEGIN
    SELECT RAISE(ABORT, 'oplog is append-only');
END;
CREATE TRIGGER oplog_is_never_shortened BEFORE DELETE ON oplog BEGIN
    SELECT RAISE(ABORT, 'oplog is append-only');
END;

-------------------------------------------------------------------------------------------------------------- state

-- Agencies by dotted code; the own desk's unit and the authorities it works with. Not places.
CREATE TABLE unit (
    code        TEXT NOT NULL PRIMARY KEY,
    name        TEXT NOT NULL,
    parent_code TEXT,
    kind        TEXT NOT NULL        -- desk｜authority
) STRICT;

CREATE TABLE officer (
    id        BLOB NOT NULL PRIMARY KEY,
    name      TEXT NOT NULL,
    title     TEXT NOT NULL,
    unit_code TEXT NOT NULL,
    roles     TEXT NOT NULL,         -- reception,processing,clerk,leader,administrator
    active    INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (
    key    TEXT NOT NULL PRIMARY KEY,
    value  TEXT NOT NULL,
    set_at INTEGER NOT NULL,
    set_by BLOB NOT NULL
) STRICT;

CREATE TABLE dossier (
    n                  INTEGER PRIMARY KEY,  -- local order for search and paging; never in ops, never compared
    id                 BLOB NOT NULL UNIQUE,
    code               TEXT,                 -- NULL until accepted; not UNIQUE: a clone's duplicate must be storable
    lookup             TEXT,                 -- 4 characters on the receipt
    unit_code          TEXT NOT NULL,
    desk_no            INTEGER NOT NULL,
    book               INTEGER,              -- register: one book per desk and year
    register_no        INTEGER,
    channel            INTEGER NOT NULL,     -- 1 counter｜2 online｜3 post
    procedure_code     TEXT NOT NULL,        -- empty when a refusal names none
    procedure_version  BLOB,                 -- pinned
    procedure_name     TEXT NOT NULL,
    sector_name        TEXT NOT NULL,
    case_name          TEXT,
    subject            TEXT NOT NULL,
    workflow           INTEGER NOT NULL,     -- number of the workflow in the pinned version; 0 = the default steps
    holder_kind        INTEGER NOT NULL,     -- 1 person｜2 business｜3 agency｜4 other
    holder_no          TEXT NOT NULL,
    holder_no_kind     TEXT,                 -- personal｜old_card｜tax｜passport
    holder_name        TEXT NOT NULL,
    organisation       TEXT NOT NULL,
    no_issued_on       TEXT,
    no_issued_by       TEXT NOT NULL,
    born               TEXT NOT NULL,        -- as written; may be a year
    sex                TEXT,                 -- male｜female
    phone              TEXT NOT NULL,
    phone_note         TEXT,                 -- NULL = his own; a relative's, or why there is none
    fax                TEXT NOT NULL,
    email              TEXT NOT NULL,
    website            TEXT NOT NULL,
    licence_no         TEXT NOT NULL,
    place_set          TEXT,                 -- 2025｜legacy
    province_code      TEXT,
    district_code      TEXT,
    commune_code       TEXT,
    address_text       TEXT NOT NULL,
    address_detail     TEXT NOT NULL,
    address_old        TEXT NOT NULL,        -- as papers of before 01/07/2025 show it
    bearer_name        TEXT,                 -- all NULL when the holder came himself
    bearer_no          TEXT,
    bearer_phone       TEXT,
    bearer_basis       TEXT,
    account            TEXT NOT NULL,        -- exists｜missing｜unknown
    account_at         INTEGER,
    account_source     TEXT NOT NULL,        -- officer｜portal
    account_reason     TEXT,
    vneid              INTEGER NOT NULL,
    number_reason      TEXT,                 -- why an old or odd number was kept
    submitted_at       INTEGER,
    received_at        INTEGER,              -- NULL = never received: in no column of the monthly form
    backfilled_reason  TEXT,
    limit_amount       TEXT,                 -- exact decimal; NULL = the procedure states none
    limit_unit         TEXT,
    limit_policy       TEXT,
    due_at             INTEGER,              -- original, never overwritten
    promised_at        INTEGER,              -- after supplement or apology; what the desk works to
    apologies          INTEGER NOT NULL,
    finished_at        INTEGER,
    returned_at        INTEGER,
    ended_at           INTEGER,              -- refused, withdrawn, stopped
    status             INTEGER NOT NULL,     -- 1..10
    status_before_wait INTEGER,
    step_no            INTEGER NOT NULL,
    step_name          TEXT NOT NULL,
    step_role          TEXT NOT NULL,        -- reception｜processing｜clerk｜leader｜outside
    files_outcome      INTEGER NOT NULL,
    officer_id         BLOB,                 -- who has it
    at_unit            TEXT,                 -- an outside agency that has it
    from_officer_id    BLOB,
    forwarded_at       INTEGER,
    touched_at         INTEGER NOT NULL,
    product            TEXT NOT NULL,        -- open｜yes｜none
    no_product_reason  TEXT,
    sets               INTEGER NOT NULL,
    return_way         INTEGER NOT NULL,     -- 0 desk｜1 post｜2 online
    receiver_name      TEXT,
    receiver_no        TEXT,
    receiver_basis     TEXT,
    returned_by        BLOB,
    need_n             INTEGER NOT NULL,     -- digitising, domain::digitise
    have_n             INTEGER NOT NULL,
    waiting_n          INTEGER NOT NULL,
    exempt_n           INTEGER NOT NULL,
    outcome_file       INTEGER NOT NULL,
    reused             INTEGER NOT NULL,
    cabinet            TEXT,
    note               TEXT,
    refuse_reason      TEXT,                 -- refusal, withdrawal or stop in the officer's words
    refuse_basis       TEXT,
    go_to              TEXT,
    voided_at          INTEGER,
    void_reason        TEXT,
    -- What lists are ordered by: never NULL, so that paging loses no row.
    listed_at          INTEGER NOT NULL GENERATED ALWAYS AS (coalesce(received_at, 0)) VIRTUAL,
    scan_policy        TEXT NOT NULL DEFAULT 'all' -- all｜tt01: the office's policy on the day it was received
) STRICT;
CREATE INDEX dossier_by_listed ON dossier (listed_at DESC, n DESC);
CREATE INDEX dossier_by_received ON dossier (received_at);
CREATE INDEX dossier_by_status ON dossier (status, listed_at DESC, n DESC);
CREATE INDEX dossier_by_officer ON dossier (officer_id, status);
CREATE INDEX dossier_by_promise ON dossier (promised_at) WHERE status IN (2, 4) AND voided_at IS NULL;
CREATE INDEX dossier_by_code ON dossier (code);
CREATE INDEX dossier_by_procedure ON dossier (procedure_code, received_at);
CREATE INDEX dossier_by_holder ON dossier (holder_no, received_at DESC);
CREATE INDEX dossier_by_phone ON dossier (phone);
CREATE INDEX dossier_by_returned ON dossier (returned_at) WHERE returned_at IS NOT NULL;
CREATE INDEX dossier_by_finished ON dossier (finished_at) WHERE finished_at IS NOT NULL;
-- All a count asks for stands in it, so that no row is read.
CREATE INDEX dossier_undigitised ON dossier
    (listed_at DESC, n DESC, status, officer_id, have_n, need_n, voided_at) WHERE have_n < need_n AND voided_at IS NULL;

CREATE TABLE component (
    id            BLOB NOT NULL PRIMARY KEY,
    dossier_id    BLOB NOT NULL REFERENCES dossier (id) DEFERRABLE INITIALLY DEFERRED,
    position      INTEGER NOT NULL,
    kind_ref      INTEGER,           -- position in the procedure version; NULL = thành phần khác
    name          TEXT NOT NULL,
    required      TEXT NOT NULL,     -- yes｜no｜open
    submission    TEXT NOT NULL,     -- submit｜present
    received      INTEGER NOT NULL,
    copies        INTEGER NOT NULL,  -- 0 and not received = không áp dụng
    form          TEXT NOT NULL,     -- original｜certified｜plain｜electronic
    accepted      INTEGER NOT NULL,
    reject_reason TEXT,
    digitise      TEXT NOT NULL,     -- todo｜done｜waiting｜exempt
    exempt_reason TEXT,
    exempt_by     BLOB,
    sheets        INTEGER,
    sides         INTEGER,
    notes         INTEGER,
    account       TEXT NOT NULL,     -- none｜short｜balanced｜reasoned
    voided_at     INTEGER,
    void_reason   TEXT,
    noted         TEXT NOT NULL DEFAULT '',   -- sides that carry a note, joined by commas
    backs_seen    INTEGER NOT NULL DEFAULT 0, -- every back is white, and the officer looked
    page_reason   TEXT,                       -- why the sum of the pages is not right
    traits        TEXT NOT NULL DEFAULT '',   -- large,small,mixed,bound,fragile,coated,audio_visual,heritage
    of_other_body INTEGER NOT NULL DEFAULT 0, -- what another body found, verified or thinks: not to be copied
    remind_on     TEXT,                       -- waits for a device: when to look at it again
    custody       TEXT,                       -- here｜returned｜sent_up
    class         TEXT NOT NULL DEFAULT 'component', -- component｜outcome: the scan of a result, counted with no paper
    exempt_at     INTEGER,                    -- when the leader of exempt_by decided; exempt_reason alone is a wish
    copy_basis    TEXT                        -- the sector's law that allows a copy which the letter forbids
) STRICT;
CREATE INDEX component_by_dossier ON component (dossier_id, position);
CREATE INDEX component_by_reminder ON component (remind_on) WHERE digitise = 'waiting';

CREATE TABLE component_file (
    id              BLOB NOT NULL PRIMARY KEY,
    dossier_id      BLOB NOT NULL REFERENCES dossier (id) DEFERRABLE INITIALLY DEFERRED,
    component_id    BLOB NOT NULL REFERENCES component (id) DEFERRABLE INITIALLY DEFERRED,
    position        INTEGER NOT NULL,
    sha256          BLOB NOT NULL,
    name            TEXT NOT NULL,
    source          TEXT NOT NULL,   -- picked｜scan｜kho｜online｜assembled
    paper_id        BLOB,            -- a row of another aggregate: a plain id
    signature       TEXT NOT NULL,   -- none｜present｜valid｜unknown｜invalid
    unsigned_reason TEXT,
    replaces        BLOB,
    attached_at     INTEGER NOT NULL,
    voided_at       INTEGER,
    void_reason     TEXT,
    original_sha256 BLOB             -- the bytes before they were signed here; NULL = not signed here
) STRICT;
CREATE INDEX component_file_by_component ON component_file (component_id, position);
CREATE INDEX component_file_by_dossier ON component_file (dossier_id);
CREATE INDEX component_file_by_paper ON component_file (paper_id) WHERE paper_id IS NOT NULL;
CREATE INDEX component_file_by_hash ON component_file (sha256);

-- The scanned pages of a component, as they are now; earlier versions are in the log.
CREATE TABLE page (
    component_id BLOB NOT NULL REFERENCES component (id) DEFERRABLE INITIALLY DEFERRED,
    position     INTEGER NOT NULL,   -- 1, 2, 3 … in the PDF
    dossier_id   BLOB NOT NULL REFERENCES dossier (id) DEFERRABLE INITIALLY DEFERRED,
    sha256       BLOB NOT NULL,      -- the untouched original
    file_name    TEXT NOT NULL,
    side         INTEGER NOT NULL,   -- side of the paper, from 1
    part         TEXT NOT NULL,      -- whole｜with_note｜without_note
    turns        INTEGER NOT NULL,   -- clockwise quarter turns
    blank        INTEGER NOT NULL,   -- looked blank to the machine; never dropped for it
    width        INTEGER NOT NULL,
    height       INTEGER NOT NULL,
    dpi          INTEGER NOT NULL,   -- 0 = not known
    dpi_known    TEXT NOT NULL,      -- measured｜assumed｜unknown
    device       TEXT NOT NULL,
    taken_at     INTEGER NOT NULL,
    taken_by     BLOB NOT NULL,
    leaf         INTEGER NOT NULL,   -- which page of its file, from 1
    PRIMARY KEY (component_id, position)
) STRICT;
CREATE INDEX page_by_dossier ON page (dossier_id);
CREATE INDEX page_by_hash ON page (sha256);

-- Lưu tập tin kết quả: "Không phải là kết quả giải quyết".
CREATE TABLE interim (
    id         BLOB NOT NULL PRIMARY KEY,
    dossier_id BLOB NOT NULL REFERENCES dossier (id) DEFERRABLE INITIALLY DEFERRED,
    sha256     BLOB NOT NULL,
    name       TEXT NOT NULL,
    note       TEXT NOT NULL,
    filed_at   INTEGER NOT NULL,
    filed_by   BLOB NOT NULL,
    voided_at  INTEGER
) STRICT;
CREATE INDEX interim_by_dossier ON interim (dossier_id);

CREATE TABLE outcome (
    id              BLOB NOT NULL PRIMARY KEY,
    dossier_id      BLOB NOT NULL REFERENCES dossier (id) DEFERRABLE INITIALLY DEFERRED,
    kind_code       TEXT NOT NULL,
    paper_code      TEXT NOT NULL,   -- owner's number + '.' + kind
    holder_no       TEXT NOT NULL,
    name            TEXT NOT NULL,
    summary         TEXT NOT NULL,
    starts_on       TEXT,
    term            TEXT,
    ends_on         TEXT,            -- NULL = vô thời hạn
    sha256          BLOB NOT NULL,
    file_name       TEXT NOT NULL,
    signature       TEXT NOT NULL,
    unsigned_reason TEXT,            -- why it was taken unsigned, or with a signature nobody can decide
    replaces        BLOB,
    state           TEXT NOT NULL,   -- active｜replaced｜revoked
    reason          TEXT,
    filed_at        INTEGER NOT NULL,
    filed_by        BLOB NOT NULL,
    -- The scan whose pages its file is made of; NULL = a file that was chosen. Its pages change no more.
    scan_id         BLOB REFERENCES component (id) DEFERRABLE INITIALLY DEFERRED,
    original_sha256 BLOB,            -- the bytes before they were signed here; NULL = not signed here
    UNIQUE (dossier_id, kind_code, sha256)
) STRICT;
CREATE INDEX outcome_by_paper_code ON outcome (paper_code COLLATE NOCASE);

-- The kho. One line on the screen per (owner_no, code, sha256), however many rows say so.
CREATE TABLE paper (
    id         BLOB NOT NULL PRIMARY KEY,
    dossier_id BLOB,                 -- the dossier that put it there; NULL = an older result digitised on its own
    owner_no   TEXT NOT NULL,
    class      TEXT NOT NULL,        -- component｜outcome
    kind_code  TEXT,
    code       TEXT NOT NULL,        -- empty = a paper without a kind
    name       TEXT NOT NULL,
    sha256     BLOB NOT NULL,
    signature  TEXT NOT NULL,
    starts_on  TEXT,
    ends_on    TEXT,
    filed_at   INTEGER NOT NULL,
    state      TEXT NOT NULL,        -- active｜revoked
    reason     TEXT,
    revoked_at INTEGER,
    UNIQUE (dossier_id, code, sha256)
) STRICT;
CREATE INDEX paper_by_owner ON paper (owner_no, code, sha256);
CREATE INDEX paper_by_code ON paper (code COLLATE NOCASE);

-- Every pause, so that both readings of the law can be computed.
CREATE TABLE wait (
    dossier_id  BLOB NOT NULL REFERENCES dossier (id) DEFERRABLE INITIALLY DEFERRED,
    round       INTEGER NOT NULL,
    kind        TEXT NOT NULL,       -- supplement｜fee
    asked_at    INTEGER NOT NULL,
    asked_by    BLOB NOT NULL,
    items       TEXT NOT NULL,       -- one per line
    reason      TEXT NOT NULL,
    answered_at INTEGER,
    answer      TEXT,
    due_before  INTEGER,
    due_after   INTEGER,
    PRIMARY KEY (dossier_id, kind, round)
) STRICT;

CREATE TABLE form (
    id            BLOB NOT NULL PRIMARY KEY,
    dossier_id    BLOB NOT NULL REFERENCES dossier (id) DEFERRABLE INITIALLY DEFERRED,
    template      TEXT NOT NULL,
    form_set      TEXT NOT NULL,
    book          INTEGER,
    number        TEXT NOT NULL,
    sha256        BLOB NOT NULL,
    signed_sha256 BLOB,              -- the signed copy, which goes out in its place
    made_at       INTEGER NOT NULL,
    made_by       BLOB NOT NULL,
    prints        INTEGER NOT NULL
) STRICT;
CREATE INDEX form_by_dossier ON form (dossier_id);

CREATE TABLE identity_alias (
    old_no     TEXT NOT NULL,
    new_no     TEXT NOT NULL,
    dossier_id BLOB NOT NULL,
    PRIMARY KEY (old_no, new_no, dossier_id)
) STRICT;

-- Derived: apply raises it to the number in the body.
CREATE TABLE counter (
    desk_no INTEGER NOT NULL,
    scope   TEXT NOT NULL,           -- code｜register｜form:<kind>
    period  TEXT NOT NULL,           -- day (2023-02-14) or year (2023)
    last    INTEGER NOT NULL,
    PRIMARY KEY (desk_no, scope, period)
) STRICT;

-- What the portal said of a dossier that was filed online; the rest is in `dossier`.
CREATE TABLE online (
    dossier_id   BLOB NOT NULL PRIMARY KEY REFERENCES dossier (id) DEFERRABLE INITIALLY DEFERRED,
    portal_code  TEXT NOT NULL,      -- names it wherever it goes; not UNIQUE: a clone's duplicate must be storable
    submitted_at INTEGER NOT NULL,
    tech_id      TEXT NOT NULL,      -- the holder's account on the portal
    vneid        INTEGER NOT NULL,
    said_sha256  BLOB NOT NULL       -- all the package said, as a file
) STRICT;
CREATE INDEX online_by_code ON online (portal_code);

-- What is to be paid for a dossier, and what was. Money is whole đồng.
CREATE TABLE fee_line (
    id         BLOB NOT NULL PRIMARY KEY,
    dossier_id BLOB NOT NULL REFERENCES dossier (id) DEFERRABLE INITIALLY DEFERRED,
    position   INTEGER NOT NULL,
    name       TEXT NOT NULL,
    kind       TEXT NOT NULL,        -- fee (phí)｜charge (lệ phí)
    amount     INTEGER NOT NULL,
    timing     TEXT NOT NULL,        -- reception｜supplement｜return
    state      TEXT NOT NULL,        -- due｜paid｜exempt
    reason     TEXT,                 -- why nobody has to pay it
    method     TEXT,                 -- cash｜transfer｜online
    receipt_no TEXT,
    paid_at    INTEGER,
    paid_by    BLOB,                 -- the officer who took the money
    voided_at  INTEGER,
    UNIQUE (dossier_id, position)
) STRICT;
-- Money as it moved: what was taken (+), and what a correction gave back (−). One row for each movement, so that the
-- closing list of a day never changes afterwards.
CREATE TABLE fee_taking (
    op_id      BLOB NOT NULL,
    place      INTEGER NOT NULL,     -- in the op
    dossier_id BLOB NOT NULL REFERENCES dossier (id) DEFERRABLE INITIALLY DEFERRED,
    line_id    BLOB NOT NULL,
    at         INTEGER NOT NULL,
    officer_id BLOB NOT NULL,
    method     TEXT NOT NULL,        -- cash｜transfer｜online
    amount     INTEGER NOT NULL,     -- đồng, below 0 = given back
    name       TEXT NOT NULL,
    receipt_no TEXT,
    reason     TEXT,                 -- of a correction
    PRIMARY KEY (op_id, place)
) STRICT;
CREATE INDEX taking_by_day ON fee_taking (at);

-- A month's figures as they stood when a leader closed it. Later changes are shown beside them and never change them.
CREATE TABLE month_close (
    unit_code TEXT NOT NULL,
    month     TEXT NOT NULL,         -- 2023-02
    figures   TEXT NOT NULL,         -- canonical JSON
    hash      BLOB NOT NULL,         -- SHA-256 of `figures`
    closed_at INTEGER NOT NULL,
    closed_by BLOB NOT NULL,
    PRIMARY KEY (unit_code, month)
) STRICT;

-- A month of another desk, as its own tally says; the newest that was taken in.
CREATE TABLE month_given (
    unit_code TEXT NOT NULL,
    desk_no   INTEGER NOT NULL,      -- 0 = its file did not say
    month     TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    figures   TEXT NOT NULL,
    sha256    BLOB NOT NULL,         -- of the file it came in
    given_at  INTEGER NOT NULL,
    given_by  BLOB NOT NULL,
    PRIMARY KEY (unit_code, desk_no, month)
) STRICT;

-- Sổ theo dõi hồ sơ, closed at the end of its year: no number follows the last one.
CREATE TABLE register_close (
    desk_no   INTEGER NOT NULL,
    year      INTEGER NOT NULL,
    last_no   INTEGER NOT NULL,
    closed_at INTEGER NOT NULL,
    closed_by BLOB NOT NULL,
    PRIMARY KEY (desk_no, year)
) STRICT;

-- CA certificates the office trusts. The certificate itself is a file under its hash.
CREATE TABLE trust_cert (
    sha256     BLOB NOT NULL PRIMARY KEY,
    name       TEXT NOT NULL,        -- common name of its owner
    issuer     TEXT NOT NULL,
    serial     TEXT NOT NULL,        -- hexadecimal
    valid_from INTEGER NOT NULL,
    valid_to   INTEGER NOT NULL,
    added_at   INTEGER NOT NULL,
    added_by   BLOB NOT NULL,
    removed_at INTEGER,              -- NULL = trusted
    removed_by BLOB,
    reason     TEXT                  -- of the removal
) STRICT;

-- What checks of a file's digital signatures found. One row for each op that carries a check; the newest of a file is
-- shown.
CREATE TABLE verification (
    op_id      BLOB NOT NULL,
    sha256     BLOB NOT NULL,
    dossier_id BLOB REFERENCES dossier (id) DEFERRABLE INITIALLY DEFERRED,  -- NULL = a paper no dossier put there
    checked_at INTEGER NOT NULL,
    checked_by BLOB NOT NULL,
    verdict    TEXT NOT NULL,        -- valid｜unknown｜invalid
    findings   TEXT NOT NULL,        -- the report as JSON
    PRIMARY KEY (op_id, sha256)
) STRICT;
CREATE INDEX verification_by_file ON verification (sha256, checked_at);
CREATE INDEX verification_by_dossier ON verification (dossier_id);

-- Every file any op names.
CREATE TABLE blob (
    sha256 BLOB NOT NULL PRIMARY KEY,
    size   INTEGER NOT NULL,
    mime   TEXT NOT NULL,
    pages  INTEGER
) STRICT;

-- Folded words (no diacritics, đ → d) of a dossier; rowid = dossier.n. The indexes below find the numbers and their
-- last four digits.
CREATE VIRTUAL TABLE dossier_search USING fts5 (
    holder, bearer, procedure, address, subject,
    tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3'
);
-- Reversed code and phone, so that their ends are prefixes.
CREATE TABLE dossier_tail (
    tail TEXT NOT NULL,
    n    INTEGER NOT NULL,
    PRIMARY KEY (tail, n)
) STRICT, WITHOUT ROWID;

---------------------------------------------------------------------------------------------------------- reference

CREATE TABLE sector (
    name   TEXT NOT NULL PRIMARY KEY,
    folded TEXT NOT NULL
) STRICT;

CREATE TABLE procedure (
    code            TEXT NOT NULL PRIMARY KEY,
    current_version BLOB NOT NULL,
    name            TEXT NOT NULL,
    folded          TEXT NOT NULL,   -- code, name and sector, folded, for the search as one types
    sector_name     TEXT NOT NULL
) STRICT;

CREATE TABLE procedure_version (
    id           BLOB NOT NULL PRIMARY KEY,  -- first 16 bytes of SHA-256 of the canonical record
    code         TEXT NOT NULL,
    name         TEXT NOT NULL,
    sector_name  TEXT NOT NULL,
    decision     TEXT,
    source       TEXT NOT NULL,
    effective_on TEXT,
    record       TEXT NOT NULL       -- the whole record as canonical JSON
) STRICT;
CREATE INDEX procedure_version_by_code ON procedure_version (code);

CREATE TABLE time_limit (
    version BLOB NOT NULL,
    channel TEXT NOT NULL,           -- counter｜online｜post
    amount  TEXT,                    -- exact decimal; NULL = none stated
    unit    TEXT,
    policy  TEXT NOT NULL,
    PRIMARY KEY (version, channel)
) STRICT;

CREATE TABLE fee_kind (
    version  BLOB NOT NULL,
    position INTEGER NOT NULL,
    channel  TEXT,
    amount   INTEGER,
    currency TEXT NOT NULL,          -- VND, seldom another
    note     TEXT,
    PRIMARY KEY (version, position)
) STRICT;

CREATE TABLE component_kind (
    version    BLOB NOT NULL,
    position   INTEGER NOT NULL,
    case_name  TEXT,
    name       TEXT NOT NULL,
    note       TEXT,
    copies     INTEGER NOT NULL,
    form       TEXT NOT NULL,
    required   TEXT NOT NULL,
    submission TEXT NOT NULL,
    template   TEXT,
    PRIMARY KEY (version, position)
) STRICT;

CREATE TABLE result_kind (
    version  BLOB NOT NULL,
    position INTEGER NOT NULL,
    code     TEXT,                   -- NULL = the source gives none
    name     TEXT NOT NULL,
    term     TEXT,
    PRIMARY KEY (version, position)
) STRICT;

CREATE TABLE workflow (
    version BLOB NOT NULL,
    no      INTEGER NOT NULL,
    name    TEXT NOT NULL,
    PRIMARY KEY (version, no)
) STRICT;

CREATE TABLE workflow_step (
    version       BLOB NOT NULL,
    workflow_no   INTEGER NOT NULL,
    no            INTEGER NOT NULL,
    name          TEXT NOT NULL,
    amount        TEXT,
    unit          TEXT,
    role          TEXT NOT NULL,     -- reception｜processing｜clerk｜leader｜outside
    enters        INTEGER NOT NULL,  -- 2｜4｜9
    next          TEXT NOT NULL,     -- step numbers joined by commas
    files_outcome INTEGER NOT NULL,
    PRIMARY KEY (version, workflow_no, no)
) STRICT;

-- Both sets of administrative units; one code may name two places, so the key is set and code.
CREATE TABLE place (
    place_set TEXT NOT NULL,         -- 2025｜legacy
    code      TEXT NOT NULL,
    name      TEXT NOT NULL,
    kind      TEXT NOT NULL,
    parent    TEXT,
    folded    TEXT NOT NULL,
    PRIMARY KEY (place_set, code)
) STRICT;
CREATE INDEX place_by_parent ON place (place_set, parent, folded);

CREATE TABLE place_map (
    old    TEXT NOT NULL,
    new    TEXT NOT NULL,
    extent TEXT NOT NULL,            -- whole｜partial
    PRIMARY KEY (old, new)
) STRICT;

CREATE TABLE calendar_day (
    on_day TEXT NOT NULL PRIMARY KEY,
    kind   TEXT NOT NULL,            -- off｜work
    status TEXT NOT NULL,            -- official｜law｜projected
    name   TEXT NOT NULL,
    source TEXT NOT NULL
) STRICT;

-------------------------------------------------------------------------------------------------------------- local

-- This machine's file. One row.
CREATE TABLE device_self (
    one                INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    incarnation        BLOB NOT NULL,
    parent_incarnation BLOB,
    parent_seq         INTEGER,
    desk_no            INTEGER NOT NULL,
    range_first        INTEGER NOT NULL,
    range_last         INTEGER NOT NULL,
    mode               TEXT NOT NULL,     -- desk｜practice
    head_seq           INTEGER NOT NULL,
    head_hash          BLOB NOT NULL,
    hlc_last           INTEGER NOT NULL,
    last_receipt_asked TEXT               -- day up to which the number on the last receipt must be asked, else NULL
) STRICT;

CREATE TABLE credential (
    officer_id   BLOB NOT NULL PRIMARY KEY,
    argon2       TEXT NOT NULL,
    tries        INTEGER NOT NULL,
    locked_until INTEGER,
    must_change  INTEGER NOT NULL
) STRICT;

CREATE TABLE draft (
    id                BLOB NOT NULL PRIMARY KEY,  -- the future dossier's id
    officer_id        BLOB NOT NULL,
    schema_v          INTEGER NOT NULL,
    procedure_version BLOB,
    form              TEXT NOT NULL,              -- the draft as JSON
    updated_at        INTEGER NOT NULL,
    trashed_at        INTEGER
) STRICT;

CREATE TABLE preference (
    officer_id BLOB NOT NULL,
    key        TEXT NOT NULL,
    value      TEXT NOT NULL,
    PRIMARY KEY (officer_id, key)
) STRICT;

CREATE TABLE local_setting (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- Khay quét: pages that are safe but homeless. A row goes when its page was placed; what is taken out of a component
-- comes back here.
CREATE TABLE tray_page (
    id           BLOB NOT NULL PRIMARY KEY,
    position     INTEGER NOT NULL,   -- order in the tray
    sha256       BLOB NOT NULL,
    size         INTEGER NOT NULL,
    mime         TEXT NOT NULL,
    file_name    TEXT NOT NULL,
    source       TEXT NOT NULL,      -- picked｜folder｜scanner｜component
    device       TEXT NOT NULL,
    taken_at     INTEGER NOT NULL,
    taken_by     BLOB NOT NULL,
    width        INTEGER NOT NULL,
    height       INTEGER NOT NULL,
    dpi          INTEGER NOT NULL,
    dpi_known    TEXT NOT NULL,
    flags        TEXT NOT NULL,      -- what the machine saw, words joined by commas
    turns        INTEGER NOT NULL,
    dossier_id   BLOB,               -- meant for this dossier …
    component_id BLOB,               -- … and this component, not yet placed
    trashed_at   INTEGER,
    leaf         INTEGER NOT NULL    -- which page of its file, from 1
) STRICT;

-- What the last check of a file's signatures found on this machine. The op that names the file carries it into the log.
CREATE TABLE signature_check (
    sha256     BLOB NOT NULL PRIMARY KEY,
    checked_at INTEGER NOT NULL,
    verdict    TEXT NOT NULL,
    findings   TEXT NOT NULL
) STRICT;

-- What was found in the scan folder: each state of a file is taken in once, or refused once with its reason.
CREATE TABLE incoming (
    path     TEXT NOT NULL PRIMARY KEY,
    size     INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    sha256   BLOB,                   -- NULL = refused
    fault    TEXT NOT NULL,          -- the sentence for the officer; empty = taken
    found_at INTEGER NOT NULL
) STRICT;

-- Dossiers of a package that could not go in: each with its reason and its bytes, until it goes in or somebody has seen it.
CREATE TABLE quarantine (
    id          BLOB NOT NULL PRIMARY KEY,
    portal_code TEXT NOT NULL,       -- empty where it cannot be read
    said        BLOB NOT NULL,       -- its part of the package, as JSON
    said_sha256 BLOB NOT NULL UNIQUE,
    package     TEXT NOT NULL,       -- where the package lay, to look for its files again
    position    INTEGER NOT NULL,    -- in the package, from 1
    fault       TEXT NOT NULL,       -- the stable word
    sentence    TEXT NOT NULL,       -- for the officer
    found_at    INTEGER NOT NULL,
    tried_at    INTEGER NOT NULL,
    tries       INTEGER NOT NULL,
    settled_at  INTEGER,             -- taken in after all, or seen and put aside; the row stays
    settled_why TEXT,
    settled_by  BLOB                 -- the officer; NULL where it went in after all
) STRICT;

CREATE TABLE backup_log (
    at       INTEGER NOT NULL,
    target   TEXT NOT NULL,
    elsewhere INTEGER NOT NULL,     -- on another medium
    bytes    INTEGER NOT NULL,
    files    INTEGER NOT NULL,
    ok       INTEGER NOT NULL,
    PRIMARY KEY (at, target)
) STRICT;
