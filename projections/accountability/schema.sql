-- What figures count by stands first, narrow columns before wide ones: a board reads many rows.
CREATE TABLE accountability (
    raised_at        timestamptz NOT NULL,
    dispatch_by      timestamptz,
    dispatched_at    timestamptz,
    acknowledge_by   timestamptz,
    acknowledged_at  timestamptz,
    due              timestamptz,
    handled_at       timestamptz,
    feed_back_by     timestamptz,
    fed_back_at      timestamptz,
    ended_at         timestamptz,
    late_since       timestamptz,
    stood_at         timestamptz,
    signing_stood_at timestamptz,
    callback_by      timestamptz,
    called_back_at   timestamptz,
    closed_at        timestamptz,
    cycle            int NOT NULL,
    used_seconds     int NOT NULL,
    used_rounds      int NOT NULL,
    returns          int NOT NULL,
    returns_accepted int NOT NULL,
    extensions       int NOT NULL,
    suspensions      int NOT NULL,
    sent_back        int NOT NULL,
    stars            int,
    kept             boolean NOT NULL,
    latest           boolean NOT NULL,
    first_round      boolean NOT NULL,
    dispatched_late  boolean NOT NULL,
    redispatched     boolean NOT NULL,
    whistled         boolean NOT NULL,
    handled_before   boolean NOT NULL,
    limited_before   boolean NOT NULL,
    told_before      boolean NOT NULL,
    feedback_missed  boolean NOT NULL,
    lateness_known   boolean NOT NULL,
    extension_waits  boolean NOT NULL,
    anonymous        boolean NOT NULL,
    contacted        boolean,
    kind             text NOT NULL,
    unit             text NOT NULL,
    unit_name        text NOT NULL,
    state            text NOT NULL,
    channel          text NOT NULL,
    type             text NOT NULL,
    category         text NOT NULL,
    area             text,
    parent_no        text,
    related_to       text,
    handled_by       text,
    ended_by         text,
    solved           text,
    satisfied        text,
    closing_kind     text,
    excluded         text,
    corrected        text[],
    appeal_no        text COLLATE "C" NOT NULL,
    order_no         text COLLATE "C" NOT NULL,
    position         bigint NOT NULL,
    round            int NOT NULL,
    since            timestamptz NOT NULL,
    urgency          text NOT NULL,
    category_name    text NOT NULL,
    place            text,
    sensitive        text NOT NULL,
    source           text,
    lead_unit        text,
    leads            text[] NOT NULL,
    dispatched_by    text,
    dispatch_basis   text,
    received_at      timestamptz,
    assigned_to      text,
    contact_by       timestamptz,
    contacted_at     timestamptz,
    visited          boolean NOT NULL,
    first_due        timestamptz,
    calendar         text,
    rule             text,
    outcome          text,
    designated       boolean NOT NULL,
    suspended_until  timestamptz,
    held_waiting     int NOT NULL,
    held_working     int NOT NULL,
    held_suspended   int NOT NULL,
    held_deciding    int NOT NULL,
    held_transit     int NOT NULL,
    held_answering   int NOT NULL,
    runs             boolean NOT NULL,
    stretches        timestamptz[] NOT NULL,
    used_before      int NOT NULL,
    return_ground    text,
    returns_refused  int NOT NULL,
    returns_disputed int NOT NULL,
    suggested_unit   text,
    reworked         boolean NOT NULL,
    reworks          int NOT NULL,
    urges            int NOT NULL,
    supervisions     int NOT NULL,
    backdated        int NOT NULL,
    called_by        text,
    callbacks        int NOT NULL,
    visit_denied     boolean NOT NULL,
    undelivered      boolean NOT NULL,
    answered_at      timestamptz,
    exclusion_asked  boolean NOT NULL,
    assessment       text,
    PRIMARY KEY (appeal_no, order_no)
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);

-- indexes
-- A period's orders and cases, by each of the dates that a policy may count by.
CREATE INDEX orders_raised ON accountability (raised_at) WHERE kind <> 'centre';
CREATE INDEX cases_raised ON accountability (raised_at) WHERE kind = 'centre';
CREATE INDEX orders_of_unit ON accountability (unit, raised_at) WHERE kind <> 'centre';
CREATE INDEX closed ON accountability (closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX answered ON accountability (answered_at) WHERE answered_at IS NOT NULL;
-- Merged claimants answer for the case that theirs was put under.
CREATE INDEX merged ON accountability (raised_at)
    WHERE kind = 'centre' AND parent_no IS NOT NULL;
-- What the lists of exceptions and of returns are found by: few rows each, in the order of pages.
CREATE INDEX in_hand ON accountability (appeal_no, order_no)
    WHERE closed_at IS NULL AND handled_at IS NULL;
CREATE INDEX halted ON accountability (appeal_no, order_no) WHERE suspended_until IS NOT NULL;
CREATE INDEX unacknowledged ON accountability (appeal_no, order_no)
    WHERE acknowledged_at IS NULL AND acknowledge_by IS NOT NULL;
CREATE INDEX returned ON accountability (appeal_no, order_no) WHERE returns > 0;
CREATE INDEX wandered ON accountability (appeal_no, order_no)
    WHERE kind = 'centre' AND cardinality(leads) >= 3;
CREATE INDEX denied ON accountability (appeal_no, order_no) WHERE visit_denied;
CREATE INDEX redone ON accountability (appeal_no, order_no) WHERE kind = 'centre' AND reworks >= 2;
CREATE INDEX closed_oddly ON accountability (appeal_no, order_no)
    WHERE kind = 'centre' AND closing_kind IN ('unreachable', 'forced');
CREATE INDEX left_out ON accountability (appeal_no, order_no) WHERE excluded IS NOT NULL;
CREATE INDEX told_late ON accountability (appeal_no, order_no) WHERE backdated > 0;
CREATE INDEX untold ON accountability (appeal_no, order_no)
    WHERE kind = 'centre' AND closed_at IS NOT NULL AND (fed_back_at IS NULL OR undelivered)
      AND closing_kind NOT IN ('answered_directly', 'not_accepted', 'refused_by_law',
                               'transferred_out', 'withdrawn', 'terminated', 'duplicate_merged');
