-- name: off
-- A switch that is off means what is not so.
({switch}) IS NOT TRUE

-- name: where_status
-- The partial indexes hold what is open, so that is said in their words where it is meant.
(status = ANY (%(status)s)
 AND (status NOT IN ('closed', 'archived') OR %(status)s && ARRAY['closed', 'archived']))

-- name: where_one_status
-- The state in the statement itself, so that an index of open work is seen to do.
(status = {state}
 AND (status NOT IN ('closed', 'archived') OR {state} IN ('closed', 'archived')))

-- name: where_open
status NOT IN ('closed', 'archived')

-- name: where_unit
lead_unit = %(unit)s

-- name: where_helping
(co_units <> '{}' AND co_units @> ARRAY[%(helping)s])

-- name: where_handed
(handed_to <> '{}' AND handed_to @> ARRAY[%(handed)s])

-- name: where_handler
(handlers <> '{}' AND handlers @> ARRAY[%(handler)s])

-- name: where_copied
(copied_to <> '{}' AND copied_to @> ARRAY[%(copied)s])

-- name: where_supervised
(supervised <> '{}' AND supervised @> ARRAY[%(supervised)s])

-- name: where_pending
(pending <> '{}' AND pending @> ARRAY[%(pending)s])

-- name: where_flag
(flags <> '{}' AND flags @> ARRAY[%(flag)s])

-- name: where_redo
(flags <> '{}' AND flags && ARRAY['sent_back', 'reworked'])

-- name: where_dispatched_since
dispatched_at >= %(dispatched_since)s

-- name: where_dispatched_before
dispatched_at < %(dispatched_before)s

-- name: where_suspended
suspended

-- name: where_merged
parent_no IS NOT NULL

-- name: where_parent
parent_no = %(parent)s

-- name: where_collected_by
collected_by = %(collected_by)s

-- name: where_dispatched_by
dispatched_by = %(dispatched_by)s

-- name: where_area
-- Codes nest: a street's begins with its city's, a grid's with its community's.
area LIKE %(area_like)s

-- name: where_category
-- As with areas: a category below another begins with its code.
category LIKE %(category_like)s

-- name: where_channel
channel = %(channel)s

-- name: where_type
type = %(type)s

-- name: where_urgency
urgency = %(urgency)s

-- name: where_sensitive
(sensitive <> 'none' AND sensitive = %(sensitive)s)

-- name: where_any_sensitive
sensitive <> 'none'

-- name: where_since
collected_at >= %(since)s

-- name: where_before
collected_at < %(before)s

-- name: where_clock
due_clock = %(clock)s

-- name: where_holder
due_holder = %(holder)s

-- name: where_light_red
coalesce(due_at, 'infinity') < %(now)s

-- name: where_light_yellow
(coalesce(due_at, 'infinity') >= %(now)s AND remind_at <= %(now)s)

-- name: where_light_green
(due_at >= %(now)s AND (remind_at IS NULL OR remind_at > %(now)s))

-- name: where_light_grey
due_at IS NULL

-- name: where_overdue
coalesce(due_at, 'infinity') < %(now)s

-- name: where_late
(missed <> '{}' OR due_at < %(now)s)

-- name: where_to_call
-- The handling limit has passed without a result: the centre calls the claimant back.
(status IN ('dispatched', 'handling', 'return_pending') AND deadline < %(now)s
 AND NOT suspended AND parent_no IS NULL)

-- name: where_q
(appeal_no = upper(%(q)s) OR external_no = %(q)s OR sought LIKE %(q_like)s)

-- name: by_number
-- A search that goes by the number alone, where the words are not read.
(appeal_no = upper(%(q)s) OR external_no = %(q)s)
