-- name: with_as_of
-- Without an answer the place stands alone, and `is_there` is null: a row of nulls is a row.
SELECT place.position, place.at, answer.*
  FROM {schema}.place
  LEFT JOIN LATERAL (SELECT true AS is_there, found.* FROM ({query}) found) answer ON true

-- name: reached
SELECT position >= %s FROM {schema}.place

-- name: last_position
SELECT coalesce(max(position), 0) FROM {city}.all_events

-- name: position
SELECT position FROM {schema}.place
