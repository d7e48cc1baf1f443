CREATE TABLE due (
    appeal_no text COLLATE "C" PRIMARY KEY,
    rings_at  timestamptz,
    unsettled timestamptz,
    clocks    bytea NOT NULL
) WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);

-- indexes
CREATE INDEX next_to_ring ON due (rings_at, appeal_no) WHERE rings_at IS NOT NULL;
CREATE INDEX not_settled ON due (unsettled) WHERE unsettled IS NOT NULL;
