-- The rows that a list is about, which are called `o`.

-- name: page
-- The rows after one, in order of appeal and order.
SELECT {columns} FROM {schema}.accountability o
 WHERE {condition} AND {within}
   AND (o.appeal_no, o.order_no) > (%(after_no)s, %(after_order)s)
 ORDER BY o.appeal_no, o.order_no LIMIT %(limit)s

-- name: of_period
o.{basis} >= %(begins_0)s AND o.{basis} < %(ends_0)s

-- name: of_units
-- Units see their own orders, and the cases that they led at any time.
(o.unit = ANY (%(units_0)s) OR o.leads && %(units_0)s::text[])

-- name: not_hidden
o.appeal_no <> ALL (%(hidden)s::text[])
