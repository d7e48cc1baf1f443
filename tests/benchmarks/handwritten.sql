-- What the hand-written application keeps: the appeal as it stands, and who did what to it.

CREATE TABLE appeals (
    appeal_no      text        PRIMARY KEY,
    version        int         NOT NULL,
    status         text        NOT NULL,
    channel        text        NOT NULL,
    type           text        NOT NULL,
    title          text        NOT NULL,
    content        text        NOT NULL,
    category       text        NOT NULL,
    urgency        text        NOT NULL,
    claimant_name  text,
    claimant_phone text,
    area           text,
    address        text,
    lat            float8,
    lng            float8,
    wants_callback boolean     NOT NULL,
    lead_unit      text,
    instruction    text,
    deadline       timestamptz,
    occurred_at    timestamptz NOT NULL,
    collected_at   timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL
);
CREATE INDEX open_of_unit ON appeals (lead_unit, deadline) WHERE status <> 'closed';
CREATE INDEX by_collection ON appeals (collected_at);

CREATE TABLE audit (
    id        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    appeal_no text        NOT NULL,
    verb      text        NOT NULL,
    actor     text        NOT NULL,
    ip        text,
    at        timestamptz NOT NULL,
    details   jsonb       NOT NULL
);
CREATE INDEX of_appeal ON audit (appeal_no);

-- The serials of the day.
CREATE SEQUENCE serials;
