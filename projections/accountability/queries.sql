-- name: counted
-- Every row that counts in the period, and the words that figures are made of. A merged claimant's
-- answers stand beside those of the case that theirs was put under, as a row of kind `child`.
SELECT *,
       kind = 'centre' AND parent_no IS NULL AS of_centre,
       kind = 'lead' AND kept AND latest AS responsible,
       kind IN ('lead', 'co') AS of_unit,
       kind = 'lead' AND kept AND latest AND assessed AS judged,
       (kind = 'child' OR kind = 'lead' AND kept
           AND CASE WHEN %(first_callback)s THEN first_round ELSE latest END) AND assessed AS answers,
       handled_at IS NOT NULL OR closed_at IS NOT NULL AS ended,
       handled_at IS NOT NULL OR closed_at IS NOT NULL
           OR (due < %(at)s AND state <> 'suspended') AS fell_due,
       state = 'waiting' AND dispatch_by < %(at)s AS pool_overdue,
       called_back_at IS NOT NULL
           AND (%(unclear_is_valid)s OR solved IS DISTINCT FROM 'unclear')
           AND (%(refuses_is_valid)s OR satisfied IS DISTINCT FROM 'refuses') AS valid,
       related_to IS NOT NULL AND EXISTS (
           SELECT FROM {schema}.accountability p
            WHERE p.appeal_no = o.related_to AND p.kind = 'centre'
              AND p.closed_at BETWEEN o.raised_at - interval '30 days' AND o.raised_at) AS repeats
  FROM (SELECT {columns},
               type <> ALL (%(types_excluded)s)
                   AND (closing_kind IS NULL OR closing_kind <> ALL (%(closing_kinds_excluded)s))
                   AND (excluded IS NULL OR excluded <> ALL (%(grounds_excluded)s)) AS assessed
          FROM (SELECT {columns} FROM {schema}.accountability
                 WHERE {basis} >= %(begins)s AND {basis} < %(ends)s
                 UNION ALL
                SELECT {child_columns}
                  FROM {schema}.accountability c
                  JOIN LATERAL (
                       SELECT unit, unit_name FROM {schema}.accountability p
                        WHERE p.appeal_no = c.parent_no AND p.kind = 'lead' AND p.kept AND p.latest
                        ORDER BY p.cycle DESC LIMIT 1) p ON true
                 WHERE c.{basis} >= %(begins)s AND c.{basis} < %(ends)s
                   AND c.kind = 'centre' AND c.parent_no IS NOT NULL) r) o
OFFSET 0

-- name: by_unit
unit

-- name: by_street
coalesce(left(area, 9), '')

-- name: by_community
coalesce(left(area, 12), '')

-- name: by_grid
coalesce(left(area, 15), '')

-- name: by_category
left(category, 2)

-- name: by_subcategory
category

-- name: by_person
coalesce(handled_by, '')

-- name: by_period
(width_bucket({basis}, %(borders)s::timestamptz[]))::text
