-- name: first_raised
SELECT min(raised_at) FROM {schema}.accountability
