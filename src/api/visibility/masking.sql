-- name: keys
SELECT stream, wrapped FROM {city_keys}.keys WHERE stream = ANY (%s)
