-- name: between
SELECT stream, topic FROM {city}.appeal_events
 WHERE stream = ANY (%s) AND position > %s AND position <= %s ORDER BY position
