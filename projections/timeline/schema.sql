CREATE TABLE timeline (
    appeal_no   text COLLATE "C" NOT NULL,
    version     int         NOT NULL,
    position    bigint      NOT NULL,
    fact        text        NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    actor       text        NOT NULL,
    role        text        NOT NULL,
    unit        text,
    source      text,
    sentence    text        NOT NULL,
    details     text        NOT NULL,
    cause       text
);

-- indexes
ALTER TABLE timeline ADD CONSTRAINT one_row_a_fact PRIMARY KEY (appeal_no, version);
CREATE INDEX by_cause ON timeline (cause) WHERE cause IS NOT NULL;
