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
    wants_callback  boolean     NOT NULL,
    missed          text[]      NOT NULL,
    due_clock       text,
    due_at          timestamptz,
    remind_at       timestamptz,
    due_holder      text,
    sent_backs      int         NOT NULL,
    dispatched_by   text,
    handlers        text[]      NOT NULL,
    handed_to       text[]      NOT NULL,
    copied_to       text[]      NOT NULL,
    supervised      text[]      NOT NULL,
    children        text[]      NOT NULL,
    sought          text        NOT NULL,
    arbitrators     text[]      NOT NULL,
    attempts        timestamptz[] NOT NULL,
    contacted_at    timestamptz,
    limit_rule      text,
    area_certainty  text,
    related_to      text,
    complained_against_unit text,
    waiting         bytea       NOT NULL,
    clocks          bytea       NOT NULL
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);

-- indexes
-- What is due first: of everybody, of a state, of a unit. One unit's is read in its order.
CREATE INDEX by_due ON tracking ((coalesce(due_at, 'infinity')), appeal_no);
CREATE INDEX open_by_status ON tracking (status, (coalesce(due_at, 'infinity')), appeal_no)
    WHERE status NOT IN ('closed', 'archived');
CREATE INDEX open_of_unit ON tracking (lead_unit, (coalesce(due_at, 'infinity')), appeal_no)
    WHERE status NOT IN ('closed', 'archived');
CREATE INDEX open_of_dispatcher
    ON tracking (dispatched_by, (coalesce(due_at, 'infinity')), appeal_no)
    WHERE status NOT IN ('closed', 'archived');
-- Whose limit passed without a result (L 23), of all whose limit still runs.
CREATE INDEX limit_passed ON tracking (deadline)
    WHERE status IN ('dispatched', 'handling', 'return_pending') AND NOT suspended
        AND parent_no IS NULL;
-- The lists by time, of everybody, of a unit, of a place.
CREATE INDEX by_collection ON tracking (collected_at, appeal_no);
CREATE INDEX by_dispatch ON tracking (dispatched_at) WHERE dispatched_at IS NOT NULL;
CREATE INDEX of_unit ON tracking (lead_unit, collected_at, appeal_no);
CREATE INDEX of_area ON tracking (area text_pattern_ops);
-- A resident's own, a grid worker's own.
CREATE INDEX of_collector ON tracking (collected_by, collected_at, appeal_no);
-- Who helps, has it handed to, reads a copy, is supervised; what waits for a decision.
CREATE INDEX of_helper ON tracking USING gin (co_units) WHERE co_units <> '{}';
CREATE INDEX open_of_helper ON tracking USING gin (co_units)
    WHERE co_units <> '{}' AND status NOT IN ('closed', 'archived');
CREATE INDEX of_handed ON tracking USING gin (handed_to) WHERE handed_to <> '{}';
CREATE INDEX of_handler ON tracking USING gin (handlers) WHERE handlers <> '{}';
CREATE INDEX of_copied ON tracking USING gin (copied_to) WHERE copied_to <> '{}';
CREATE INDEX of_supervised ON tracking USING gin (supervised) WHERE supervised <> '{}';
CREATE INDEX of_arbitrator ON tracking USING gin (arbitrators) WHERE arbitrators <> '{}';
CREATE INDEX awaiting_decision ON tracking USING gin (pending) WHERE pending <> '{}';
CREATE INDEX of_accused ON tracking (complained_against_unit)
    WHERE complained_against_unit IS NOT NULL;
CREATE INDEX marked ON tracking USING gin (flags) WHERE flags <> '{}';
CREATE INDEX suspended ON tracking (appeal_no) WHERE suspended;
CREATE INDEX sensitive ON tracking (sensitive, collected_at) WHERE sensitive <> 'none';
CREATE INDEX of_parent ON tracking (parent_no) WHERE parent_no IS NOT NULL;
CREATE INDEX nobody_came ON tracking (appeal_no) WHERE flags @> '{nobody_came}';
-- What was raised lately about the same kind of trouble, and at the same place.
CREATE INDEX of_category ON tracking (category, collected_at);
CREATE INDEX of_place ON tracking (area, collected_at);
CREATE INDEX by_external_no ON tracking (external_no) WHERE external_no IS NOT NULL;
