-- Who says that an order is not its own, which way cases wander, what comes back to whom.

-- name: refusals
-- Unit by ground and category: what was asked and what the centre said; of lead and co-orders.
SELECT o.unit, max(o.unit_name), o.return_ground, o.category, max(o.category_name),
       sum(o.returns)::bigint, sum(o.returns_accepted)::bigint, sum(o.returns_refused)::bigint,
       sum(o.returns_disputed)::bigint,
       coalesce(sum(o.returns) FILTER (WHERE o.kind = 'co'), 0)::bigint
  FROM {schema}.accountability o
 WHERE o.returns > 0 AND o.kind IN ('lead', 'co') AND {within}
 GROUP BY o.unit, o.return_ground, o.category
 ORDER BY o.unit, o.return_ground, o.category

-- name: came_back
-- Of the cases that a unit got rid of, those that it led again after all.
SELECT o.unit, max(o.unit_name), count(DISTINCT o.appeal_no),
       count(DISTINCT o.appeal_no) FILTER (WHERE {taken})
  FROM {schema}.accountability o
 WHERE {returned} AND {within}
 GROUP BY o.unit
 ORDER BY o.unit

-- name: chains
-- The units that led a case, in order, those cases first that went through most.
SELECT o.appeal_no, o.order_no, o.category, o.category_name, o.area, o.raised_at, o.leads,
       o.lead_unit, o.closed_at, o.closing_kind, count(*) OVER ()
  FROM {schema}.accountability o
 WHERE {passed_around} AND {within}
 ORDER BY cardinality(o.leads) DESC, o.appeal_no, o.order_no
 LIMIT %(limit)s

-- name: returned
o.returns > 0 AND o.kind = 'lead' AND o.returns_accepted + o.returns_disputed > 0

-- name: taken
-- A later round, or the same order again: given anew, or designated to the unit for good.
EXISTS (SELECT FROM {schema}.accountability l
         WHERE l.appeal_no = o.appeal_no AND l.unit = o.unit AND l.kind = 'lead' AND l.kept
           AND (l.round > o.round
                OR l.round = o.round AND (o.returns_accepted > 0 OR o.designated)))

-- name: asked.is
o.returns > 0 AND o.kind IN ('lead', 'co')

-- name: accepted.is
o.returns > 0 AND o.returns_accepted > 0 AND o.kind IN ('lead', 'co')

-- name: refused.is
o.returns > 0 AND o.returns_refused > 0 AND o.kind IN ('lead', 'co')

-- name: disputed.is
o.returns > 0 AND o.returns_disputed > 0 AND o.kind IN ('lead', 'co')

-- name: undecided.is
o.returns > o.returns_accepted + o.returns_refused + o.returns_disputed
 AND o.returns > 0 AND o.kind IN ('lead', 'co')

-- name: returned.is
{returned}

-- name: taken.is
{returned} AND {taken}

-- name: of_unit
o.unit = %(unit)s

-- name: of_ground
o.return_ground = %(ground)s

-- name: of_category
o.category = %(category)s
