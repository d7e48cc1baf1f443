-- name: counts
SELECT status, count(*) FROM {city_tracking}.tracking GROUP BY 1 ORDER BY 1
