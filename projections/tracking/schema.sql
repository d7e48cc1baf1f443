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
    updated_at      timestamptz NOT NULL,
    collected_by    text        NOT NULL,
    co_units        text[]      NOT NULL,
    pending         text[]      NOT NULL,
    flags           text[]      NOT NULL,
    sensitive       text        NOT NULL,
    parent_no       text,
    returns         int         NOT NULL,
    extensions      int         NOT NULL,
    suspensions     int         NOT NULL,
    reworks         int         NOT NULL,
    urges           int         NOT NULL,
    supervisions    int         NOT NULL,
    late            boolean     NOT NULL,
    wants_callback  boolean     NOT NULL
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);

-- indexes
-- A unit's open work, the most urgent first; and everything open.
CREATE INDEX open_of_unit ON tracking (lead_unit, (coalesce(deadline, 'infinity')), appeal_no)
    WHERE status NOT IN ('closed', 'archived');
CREATE INDEX open_by_status ON tracking (status, (coalesce(deadline, 'infinity')), appeal_no)
    WHERE status NOT IN ('closed', 'archived');
-- The lists by time, of everybody, of a unit, of a place.
CREATE INDEX by_collection ON tracking (collected_at, appeal_no);
CREATE INDEX of_unit ON tracking (lead_unit, collected_at, appeal_no);
CREATE INDEX of_area ON tracking (area text_pattern_ops);
-- A resident's own, a grid worker's own; what helps; what waits for a decision.
CREATE INDEX of_collector ON tracking (collected_by, collected_at, appeal_no);
CREATE INDEX of_helper ON tracking USING gin (co_units) WHERE co_units <> '{}';
CREATE INDEX awaiting_decision ON tracking USING gin (pending) WHERE pending <> '{}';
CREATE INDEX open_children ON tracking (parent_no)
    WHERE parent_no IS NOT NULL AND status NOT IN ('closed', 'archived');
CREATE INDEX nobody_came ON tracking (appeal_no) WHERE flags @> '{nobody_came}';
-- What was raised lately about the same kind of trouble, and at the same place.
CREATE INDEX of_category ON tracking (category, collected_at);
CREATE INDEX of_place ON tracking (area, collected_at);
CREATE INDEX by_external_no ON tracking (external_no) WHERE external_no IS NOT NULL;
