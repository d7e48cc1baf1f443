-- The log of one city: events in one order, the commands that made them, the counters of the day.

CREATE SCHEMA IF NOT EXISTS {city};
CREATE SCHEMA IF NOT EXISTS {city}_keys;

-- The library's columns: originator_id is the stream, notification_id the position.
CREATE TABLE {city}.events (
    originator_id      text   COLLATE "C" NOT NULL,
    originator_version bigint NOT NULL,
    topic              text   NOT NULL,
    state              bytea  NOT NULL,
    notification_id    bigint NOT NULL,
    CONSTRAINT one_fact_a_version  PRIMARY KEY (originator_id, originator_version),
    CONSTRAINT one_fact_a_position UNIQUE (notification_id)
);
ALTER TABLE {city}.events ALTER COLUMN state SET STORAGE MAIN;

-- The directory's streams hold a slash; an appeal's number never does.
CREATE INDEX directory_facts ON {city}.events (notification_id) WHERE strpos(originator_id, '/') > 0;

-- For an auditor with psql: the stored bytes as the JSON they are.
CREATE VIEW {city}.readable AS
SELECT notification_id AS position, originator_id AS stream, originator_version AS version, topic,
       convert_from(state, 'UTF8')::json AS fact
  FROM {city}.events;

CREATE TABLE {city}.commands (
    command_id  uuid   PRIMARY KEY,
    fingerprint bytea  NOT NULL,
    stream      text   NOT NULL,
    version     bigint NOT NULL,
    position    bigint NOT NULL,
    status      text   NOT NULL
);

CREATE TABLE {city}.counters (
    day  date PRIMARY KEY,
    last int  NOT NULL
);

CREATE TABLE {city}_keys.keys (
    stream       text COLLATE "C" PRIMARY KEY,
    wrapped      bytea NOT NULL,
    master       bytea NOT NULL,  -- which master key it is wrapped under
    claimant_ref bytea
);
CREATE INDEX same_claimant ON {city}_keys.keys (claimant_ref) WHERE claimant_ref IS NOT NULL;

CREATE TABLE {city}_keys.master (
    fingerprint bytea PRIMARY KEY
);
