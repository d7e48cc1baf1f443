-- name: last_position
SELECT coalesce(max(position), 0) FROM {city}.all_events

-- name: page
SELECT {event} FROM {city}.all_events WHERE position > %s ORDER BY position LIMIT %s

-- name: all
COPY (SELECT {event} FROM {city}.all_events WHERE position <= {until} ORDER BY position)
  TO STDOUT (FORMAT BINARY)

-- name: share
-- The streams that fall to the k-th of n readers, each whole.
COPY (SELECT {event} FROM {city}.all_events
       WHERE position <= {until} AND (hashtext(stream) & 2147483647) % {n} = {k}
       ORDER BY position)
  TO STDOUT (FORMAT BINARY)

-- name: by_appeal
COPY (SELECT {event} FROM {city}.appeal_events WHERE position <= {until}
       ORDER BY stream, version)
  TO STDOUT (FORMAT BINARY)

-- name: first_of
SELECT {event} FROM {city}.all_events WHERE stream = ANY (%s) AND version = 1

-- name: reference
SELECT {event} FROM {city}.reference_events WHERE position <= %s ORDER BY position

-- name: first_under
SELECT {event} FROM {city}.reference_events
 WHERE version = 1 AND starts_with(stream, %s) ORDER BY position

-- name: last_reference
SELECT coalesce(max(position), 0) FROM {city}.reference_events WHERE position <= %s

-- name: one
SELECT {event} FROM {city}.all_events WHERE stream = %s AND version = %s

-- name: event
stream, version, position, topic, state
