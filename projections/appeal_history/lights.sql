-- name: in_hand
SELECT t.lead_unit = %(unit)s, d.clocks
  FROM {tracking}.tracking t JOIN {due}.due d USING (appeal_no)
 WHERE t.status NOT IN ('closed', 'archived')
   AND (t.lead_unit = %(unit)s OR t.co_units && ARRAY[%(unit)s])
