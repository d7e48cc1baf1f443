-- name: where_status
-- The partial indexes hold what is open, so that is said in their words where it is meant.
(status = ANY (%(status)s)
 AND (status NOT IN ('closed', 'archived') OR %(status)s && ARRAY['closed', 'archived']))

-- name: where_units
lead_unit = ANY (%(units)s)

-- name: where_helping
co_units && %(helping)s

-- name: where_pending
pending @> ARRAY[%(pending)s]

-- name: where_flag
flags @> ARRAY[%(flag)s]

-- name: where_collected_by
collected_by = %(collected_by)s

-- name: where_area
-- Codes nest: a street's begins with its city's, a grid's with its community's.
area LIKE %(area_like)s

-- name: where_category
-- As with areas: a category below another begins with its code.
category LIKE %(category_like)s

-- name: where_channel
channel = %(channel)s

-- name: where_overdue
(deadline < coalesce(stopped_at, %(now)s) AND NOT suspended)

-- name: where_in_time
(deadline IS NULL OR suspended OR deadline >= coalesce(stopped_at, %(now)s))

-- name: where_q
(appeal_no = %(q)s OR external_no = %(q)s OR title LIKE %(q_like)s)

-- name: order_deadline
-- What has no deadline yet comes last.
ORDER BY coalesce(deadline, 'infinity'), appeal_no

-- name: order_collected_at
ORDER BY collected_at, appeal_no

-- name: order_-collected_at
ORDER BY collected_at DESC, appeal_no DESC

-- name: after_deadline
(coalesce(deadline, 'infinity'), appeal_no)
    > (coalesce(%(after_key)s::timestamptz, 'infinity'), %(after_no)s)

-- name: after_collected_at
(collected_at, appeal_no) > (%(after_key)s::timestamptz, %(after_no)s)

-- name: after_-collected_at
(collected_at, appeal_no) < (%(after_key)s::timestamptz, %(after_no)s)
