-- name: first_of_all
-- The first, in this order, of all the ways.
appeal_no = ANY (ARRAY(SELECT appeal_no FROM ({ways}) found {order} LIMIT %(limit)s))

-- name: first
SELECT appeal_no, due_at, remind_at, collected_at
  FROM {schema}.tracking WHERE {where} {order} LIMIT %(limit)s

-- name: first_of_each
-- Of several values the first of each, so that each is read in order.
SELECT page.* FROM unnest({each}) each CROSS JOIN LATERAL ({page}) page
