-- name: facts_of
SELECT stream, version, position, topic, state
  FROM {city}.all_events WHERE stream = %s ORDER BY version
