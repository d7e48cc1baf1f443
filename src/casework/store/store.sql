-- name: load
-- All that a batch needs, as of one instant, each row of one kind: the facts of its streams, the
-- commands that were done before, the keys, what is new to refer to, and the numbers from the first
-- to before the last.
SELECT 'fact' AS kind, stream, version, position, topic, state, NULL::uuid AS command_id
  FROM {city}.all_events WHERE stream = ANY (%(streams)s::text[])
UNION ALL
SELECT 'command', stream, version, position, status, fingerprint, command_id
  FROM {city}.commands WHERE command_id = ANY (%(commands)s::uuid[])
UNION ALL
SELECT 'key', stream, NULL, NULL, NULL, wrapped, NULL
  FROM {city_keys}.keys WHERE stream = ANY (%(streams)s::text[])
UNION ALL
SELECT 'reference', stream, version, position, topic, state, NULL
  FROM {city}.reference_events WHERE position > %(reference_after)s
UNION ALL
SELECT 'number', NULL, first, first + %(count)s::int, NULL, NULL, NULL
  FROM {city}.take_numbers(%(day)s::date, %(count)s::int) first

-- name: take_numbers
SELECT {city}.take_numbers(%s, %s)
