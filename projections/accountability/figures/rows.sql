-- Which rows are counted, and the words that figures are made of. {columns} are those that are
-- wanted; the key of a row is one of the `by_` expressions; {begins} to {ends} is the period.

-- name: keyed
SELECT *, {key} AS key FROM ({words}) o

-- name: of_units
{orders} UNION ALL {merged}

-- name: of_centre
{cases}

-- name: orders
-- The orders of the period.
SELECT {columns} FROM {schema}.accountability o
 WHERE {basis} >= {begins} AND {basis} < {ends} AND kind <> 'centre' AND {own}

-- name: merged
-- Merged claimants answer for the case that theirs was put under (kind `child`); where that was
-- reopened since, for the cycle of it in which they were called.
SELECT {child_columns} FROM {schema}.accountability c
  JOIN {schema}.accountability p
    ON p.appeal_no = c.parent_no AND p.kind = 'lead' AND p.kept AND p.latest
   AND p.cycle = (
       SELECT max(q.cycle) FROM {schema}.accountability q
        WHERE q.appeal_no = c.parent_no AND q.kind = 'lead' AND q.kept AND q.latest
          AND q.raised_at <= coalesce(c.called_back_at, c.closed_at, 'infinity'))
 WHERE c.{basis} >= {begins} AND c.{basis} < {ends}
   AND c.kind = 'centre' AND c.parent_no IS NOT NULL AND {of_parent}

-- name: cases
-- The centre's own part of the cases of the period.
SELECT {columns} FROM {schema}.accountability o
 WHERE {basis} >= {begins} AND {basis} < {ends} AND kind = 'centre' AND {own}

-- name: words
-- The words that figures are made of. The fence has each word found once a row, where many figures
-- ask for it. `over` is this round, `ended` what the cycle comes to: between a rework and the new
-- result a case stays what it already was, until the further round falls due, too.
SELECT *,
       kind = 'centre' AND parent_no IS NULL AS of_centre,
       kind IN ('lead', 'co') AS of_unit,
       responsible AND assessed AS judged,
       answering AND assessed AS answers,
       ended OR passed OR late_since IS NOT NULL AS fell_due,
       due IS NOT NULL OR late_since IS NOT NULL OR limited_before OR lateness_known AS limited,
       ended AND ('handled_in_time' = ANY (corrected)
                  OR late_since IS NULL
                     AND (coalesce(handled_at, stood_at, closed_at) <= due) IS NOT FALSE
                     AND 'late' = ANY (corrected) IS NOT TRUE) AS in_time,
       used_rounds + CASE WHEN handled_at IS NULL THEN 0 ELSE used_seconds END AS used,
       state = 'waiting' AND dispatch_by < %(at)s AS pool_overdue,
       called_back_at IS NOT NULL AND NOT anonymous
           AND 'not_valid' = ANY (corrected) IS NOT TRUE
           AND (%(unclear_is_valid)s OR is_solved IS DISTINCT FROM 'unclear')
           AND (%(refuses_is_valid)s OR is_satisfied IS DISTINCT FROM 'refuses') AS valid,
       related_to IS NOT NULL AND EXISTS (
           SELECT FROM {schema}.accountability p
            WHERE p.appeal_no = o.related_to AND p.kind = 'centre'
              AND p.closed_at BETWEEN o.raised_at - interval '30 days' AND o.raised_at) AS repeats
  FROM (SELECT *,
               over OR handled_before AND passed IS NOT TRUE AS ended,
               type <> ALL (%(types_excluded)s)
                   AND (closing_kind IS NULL OR closing_kind <> ALL (%(closing_kinds_excluded)s))
                   AND (excluded IS NULL OR excluded <> ALL (%(grounds_excluded)s))
                   AND NOT is_corrected_away AS assessed
          FROM (SELECT *,
                       kind = 'lead' AND kept AND latest AS responsible,
                       kind = 'child' OR kind = 'lead' AND kept AND parent_no IS NULL
                           AND CASE WHEN %(first_callback)s THEN first_round ELSE latest END
                           AS answering,
                       handled_at IS NOT NULL OR closed_at IS NOT NULL AS over,
                       due < least(%(at)s, stood_at) AND NOT extension_waits AS passed,
                       coalesce('excluded' = ANY (corrected), false) AS is_corrected_away,
                       contacted OR 'contacted' = ANY (corrected) AS is_contacted,
                       CASE WHEN 'solved' = ANY (corrected) THEN 'yes' ELSE solved END
                           AS is_solved,
                       CASE WHEN 'satisfied' = ANY (corrected) THEN 'yes' ELSE satisfied END
                           AS is_satisfied,
                       CASE WHEN 'satisfied' = ANY (corrected) AND stars IS NOT NULL THEN 10
                            ELSE stars END AS is_stars
                  FROM ({rows}) r) r) o
{fence}

-- name: fenced
OFFSET 0

-- name: unfenced

-- name: everything
true

-- name: narrowed
unit = ANY ({units})

-- name: child_narrowed
p.unit = ANY ({units})

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
