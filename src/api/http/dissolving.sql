-- name: in_hand
-- Every open appeal in which a unit has a part: leads, helps, has it from above, reads a copy, owes
-- a reply.
SELECT appeal_no FROM {city_tracking}.tracking
 WHERE status NOT IN ('closed', 'archived')
   AND (lead_unit = %(unit)s OR co_units @> ARRAY[%(unit)s] OR handed_to @> ARRAY[%(unit)s]
        OR copied_to @> ARRAY[%(unit)s] OR supervised @> ARRAY[%(unit)s])
 ORDER BY appeal_no
