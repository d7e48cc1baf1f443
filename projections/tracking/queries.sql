-- name: one
SELECT {columns} FROM {city_tracking}.tracking WHERE appeal_no = %(appeal_no)s

-- name: several
SELECT {columns} FROM {city_tracking}.tracking WHERE appeal_no = ANY (%(numbers)s)

-- name: against
-- Complained against and not read by whoever asks.
SELECT appeal_no FROM {city_tracking}.tracking
 WHERE complained_against_unit = ANY (%(units)s) AND NOT coalesce(({read}), false)

-- name: page
SELECT {columns} FROM {schema}.tracking WHERE {where} {order} LIMIT %(limit)s

-- name: counts
SELECT {counts}

-- name: count
(SELECT count(*) FROM {city_tracking}.tracking WHERE {where}) AS {name}

-- name: light
-- Red, yellow, green, grey: as the lists are sorted by them.
(CASE WHEN due_at IS NULL THEN 3 WHEN due_at < %(now)s THEN 0
      WHEN remind_at <= %(now)s THEN 1 ELSE 2 END)

-- name: order_due
-- What is due first; what stands, or is due to nobody, comes last.
ORDER BY coalesce(due_at, 'infinity'), appeal_no

-- name: order_light
-- By light, then age: who has waited longest under the same light comes first.
ORDER BY {light}, collected_at, appeal_no

-- name: order_collected_at
ORDER BY collected_at, appeal_no

-- name: order_-collected_at
ORDER BY collected_at DESC, appeal_no DESC

-- name: after_due
(coalesce(due_at, 'infinity'), appeal_no)
    > (coalesce(%(after_key)s::timestamptz, 'infinity'), %(after_no)s)

-- name: after_light
({light}, collected_at, appeal_no) > (%(after_light)s, %(after_key)s::timestamptz, %(after_no)s)

-- name: after_collected_at
(collected_at, appeal_no) > (%(after_key)s::timestamptz, %(after_no)s)

-- name: after_-collected_at
(collected_at, appeal_no) < (%(after_key)s::timestamptz, %(after_no)s)
