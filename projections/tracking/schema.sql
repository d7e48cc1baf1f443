CREATE TABLE tracking (
    appeal_no       text COLLATE "C" PRIMARY KEY,
    version         int         NOT NULL,
    position        bigint      NOT NULL,
    status          text        NOT NULL,
    round           int         NOT NULL,
    channel         text        NOT NULL,
    type            text        NOT NULL,
    urgency         text        NOT NULL,
    title           text        NOT NULL,
    category        text        NOT NULL,
    category_name   text        NOT NULL,
    area            text,
    place           text,
    address         text,
    lat             float8,
    lng             float8,
    claimant_kind   text        NOT NULL,
    claimant_name   text,
    claimant_phone  text,
    lead_unit       text,
    lead_unit_name  text,
    deadline        timestamptz,
    acknowledge_by  timestamptz,
    occurred_at     timestamptz NOT NULL,
    collected_at    timestamptz NOT NULL,
    dispatched_at   timestamptz,
    acknowledged_at timestamptz,
    handled_at      timestamptz,
    fed_back_at     timestamptz,
    called_back_at  timestamptz,
    closed_at       timestamptz,
    stopped_at      timestamptz,
    suspended       boolean     NOT NULL,
    closing_kind    text,
    outcome         text,
    solved          text,
    satisfied       text,
    callbacks       int         NOT NULL,
    reassignments   int         NOT NULL,
    reopenings      int         NOT NULL,
    notes           int         NOT NULL,
    external_no     text,
    source          text,
    updated_at      timestamptz NOT NULL
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);

-- indexes
-- A unit's open work, the most urgent first; and everything open.
CREATE INDEX open_of_unit ON tracking (lead_unit, (coalesce(deadline, 'infinity')), appeal_no)
    WHERE status <> 'closed';
CREATE INDEX open_by_status ON tracking (status, (coalesce(deadline, 'infinity')), appeal_no)
    WHERE status <> 'closed';
-- The lists by time, of everybody, of a unit, of a place.
CREATE INDEX by_collection ON tracking (collected_at, appeal_no);
CREATE INDEX of_unit ON tracking (lead_unit, collected_at, appeal_no);
CREATE INDEX of_area ON tracking (area text_pattern_ops);
CREATE INDEX by_external_no ON tracking (external_no) WHERE external_no IS NOT NULL;
