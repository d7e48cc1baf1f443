-- name: log
-- How long the log is, and what the whole database takes on disk.
SELECT coalesce(max(position), 0), pg_database_size(current_database()) FROM {city}.all_events

-- name: timers
-- Appeals with a clock that will ring; how many should have rung by now, and for how long.
SELECT count(*),
       count(*) FILTER (WHERE rings_at <= clock_timestamp()),
       coalesce(extract(epoch FROM clock_timestamp() - min(rings_at)
           FILTER (WHERE rings_at <= clock_timestamp())), 0)::float8
  FROM {city_due}.due WHERE rings_at IS NOT NULL

-- name: policies
-- Every fact of a policy or a calendar, in the order of the log.
SELECT stream, version, position, topic, state FROM {city}.reference_events
 WHERE starts_with(stream, 'policy/') OR starts_with(stream, 'calendar/') ORDER BY position

-- name: master
-- The master keys that the city's personal data is sealed under, by their fingerprints.
SELECT encode(fingerprint, 'hex') FROM {city_keys}.master

-- name: appeals
SELECT status, count(*) FROM {city_tracking}.tracking GROUP BY 1 ORDER BY 1
