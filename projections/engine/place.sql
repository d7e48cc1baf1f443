-- name: table
CREATE TABLE place (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    position bigint NOT NULL DEFAULT 0,
    at       timestamptz,
    version  int    NOT NULL,
    stopped  text
);

-- name: read
-- A place that was made before there were versions has none.
SELECT position, at, {version}, stopped FROM {schema}.place

-- name: version
coalesce((to_jsonb(place) ->> 'version')::int, 0)

-- name: move
UPDATE {schema}.place SET position = %s, at = %s, stopped = NULL
 WHERE position = %s AND version = %s RETURNING tableoid

-- name: live
SELECT '{schema}.place'::regclass::oid

-- name: begin
UPDATE {schema}.place SET position = %s, at = %s

-- name: stop
UPDATE {schema}.place SET stopped = %s

-- name: hold
SELECT FROM {schema}.place FOR UPDATE
