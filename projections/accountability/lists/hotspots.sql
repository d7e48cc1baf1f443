-- Where which matter is raised more than before.

-- name: cells
-- Place by category by week, in one pass over the centre's rows of that time: each case once, by
-- its first cycle, with what its claimant answered last.
SELECT {place}, {category}, max(o.category_name),
       width_bucket(o.raised_at, %(borders)s::timestamptz[]) - 1,
       count(*),
       count(*) FILTER (WHERE o.solved IN ('yes', 'basically', 'no')),
       count(*) FILTER (WHERE o.solved = 'no')
  FROM {schema}.accountability o
 WHERE o.kind = 'centre' AND o.cycle = 0 AND o.type <> 'thanks' AND {within}
 GROUP BY 1, 2, 4

-- name: by_street
coalesce(left(o.area, 9), '')

-- name: by_community
coalesce(left(o.area, 12), '')

-- name: by_category
left(o.category, 2)

-- name: by_subcategory
o.category

-- name: narrowed
(%(place)s::text IS NULL OR {place} = %(place)s)
 AND (%(category)s::text IS NULL OR {category} = %(category)s)

-- name: cases
o.kind = 'centre' AND o.cycle = 0 AND o.type <> 'thanks'

-- name: answered
o.kind = 'centre' AND o.cycle = 0 AND o.type <> 'thanks'
 AND o.solved IN ('yes', 'basically', 'no')

-- name: unsolved
o.kind = 'centre' AND o.cycle = 0 AND o.type <> 'thanks' AND o.solved = 'no'

-- name: first_raised
SELECT min(raised_at) FROM {schema}.accountability
