-- name: by_callers
SELECT stream FROM {city_keys}.keys WHERE claimant_ref = ANY (%s)

-- name: searches
SELECT stream, version, position, topic, state
  FROM {city}.reference_events
 WHERE starts_with(stream, 'search/') AND position < %s
 ORDER BY position DESC LIMIT %s
