-- name: unsettled
SELECT appeal_no FROM {city_due}.due WHERE unsettled < %s ORDER BY unsettled

-- name: ringing
SELECT appeal_no, rings_at, clocks FROM {city_due}.due
 WHERE rings_at <= %s AND (rings_at, appeal_no) > (%s, %s)
 ORDER BY rings_at, appeal_no LIMIT %s FOR UPDATE SKIP LOCKED
