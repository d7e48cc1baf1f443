-- The orders behind a figure, and in which figures an order counts.

-- name: orders
SELECT {columns}, assessed, {part} FROM ({rows}) o
 WHERE ({condition})
   AND (%(keys)s::text[] IS NULL OR key = ANY (%(keys)s))
   AND appeal_no <> ALL (%(hidden)s::text[])
   AND (appeal_no, order_no) > (%(after_no)s, %(after_order)s)
 ORDER BY appeal_no, order_no LIMIT %(limit)s

-- name: has_orders
SELECT true FROM {schema}.accountability WHERE unit = %(unit)s AND kind <> 'centre' LIMIT 1

-- name: memberships
-- `whole` and `part` are bit sets over the figures.
SELECT * FROM ({members}) o WHERE whole <> 0 ORDER BY appeal_no, order_no, key

-- name: members
SELECT appeal_no, order_no, key, {whole} AS whole, {part} AS part FROM ({rows}) o

-- name: bit
((({condition}) IS TRUE)::int::bigint << {n})

-- name: judged
-- What each figure says of an order: of its part, only of its whole, or of neither (null).
SELECT appeal_no, order_no, {verdicts} FROM ({rows}) o WHERE kind <> 'child'

-- name: verdict
CASE WHEN {whole} THEN ({part}) IS TRUE END AS {figure}

-- name: no_verdict
NULL::boolean AS {figure}
