-- name: streams
SELECT DISTINCT stream FROM {city}.reference_events WHERE stream = ANY (%s)
