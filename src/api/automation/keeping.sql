-- name: reached
-- One that has stopped is not waited for.
SELECT position >= %s OR stopped IS NOT NULL FROM {schema}.place
