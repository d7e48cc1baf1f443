-- name: same_caller
-- However long ago: who calls again about an old matter says so by the number.
SELECT t.appeal_no, t.version, t.status, t.title, t.category, t.category_name, t.area, t.place,
       t.lat, t.lng, t.lead_unit_name, t.deadline, t.collected_at, t.parent_no, true AS same_caller
  FROM {city}_keys.keys k JOIN {city}_tracking.tracking t ON t.appeal_no = k.stream
 WHERE k.claimant_ref = ANY (%(callers)s)
 ORDER BY t.collected_at DESC LIMIT %(most)s

-- name: same_place
-- In it, or in what holds it: one says the street, the next the grid.
SELECT appeal_no, version, status, title, category, category_name, area, place,
       lat, lng, lead_unit_name, deadline, collected_at, parent_no, false
  FROM {city}_tracking.tracking
 WHERE (area LIKE %(below)s OR area = ANY (%(above)s)) AND collected_at >= %(since)s
 ORDER BY collected_at DESC LIMIT %(most)s

-- name: same_category
SELECT appeal_no, version, status, title, category, category_name, area, place,
       lat, lng, lead_unit_name, deadline, collected_at, parent_no, false
  FROM {city}_tracking.tracking
 WHERE category = %(category)s AND collected_at >= %(since)s
 ORDER BY collected_at DESC LIMIT %(most)s
