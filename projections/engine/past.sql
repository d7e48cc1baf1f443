-- name: are_there
SELECT FROM pg_tables WHERE schemaname = %s AND tablename = 'kept'

-- name: used
UPDATE {city_past}.kept SET used_at = clock_timestamp() WHERE name = %s RETURNING true

-- name: alone
SELECT pg_advisory_lock(%s, hashtext(%s))

-- name: table
CREATE SCHEMA IF NOT EXISTS {city_past};
CREATE TABLE IF NOT EXISTS {city_past}.kept (
    name    text PRIMARY KEY,
    view    text NOT NULL,
    used_at timestamptz NOT NULL DEFAULT clock_timestamp()
)

-- name: keep
INSERT INTO {city_past}.kept (name, view) VALUES (%s, %s)

-- name: let_go
DELETE FROM {city_past}.kept
 WHERE name IN (SELECT name FROM {city_past}.kept WHERE view = %s
                 ORDER BY used_at DESC OFFSET %s)
RETURNING name

-- name: recorded_at
SELECT (convert_from(state, 'UTF8')::json #>> '{envelope,recorded_at}')::timestamptz
  FROM {city}.all_events WHERE position = %s
