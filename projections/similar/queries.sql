-- name: same_caller
-- However long ago: who calls again about an old matter says so by the number.
SELECT {columns}, true AS same_caller
  FROM {city_keys}.keys k JOIN {city_tracking}.tracking t ON t.appeal_no = k.stream
 WHERE k.claimant_ref = ANY (%(callers)s)
 ORDER BY t.collected_at DESC LIMIT %(most)s

-- name: same_place
-- In it, or in what holds it: one says the street, the next the grid.
SELECT {columns}, false
  FROM {city_tracking}.tracking
 WHERE (area LIKE %(below)s OR area = ANY (%(above)s)) AND collected_at >= %(since)s
 ORDER BY collected_at DESC LIMIT %(most)s

-- name: same_category
SELECT {columns}, false
  FROM {city_tracking}.tracking
 WHERE category = %(category)s AND collected_at >= %(since)s
 ORDER BY collected_at DESC LIMIT %(most)s

-- name: columns
appeal_no, version, status, title, category, category_name, area, place, lat, lng, lead_unit_name,
deadline, collected_at, parent_no
