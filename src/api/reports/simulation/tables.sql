-- The schemas that trials are replayed into.

-- name: lock
SELECT pg_advisory_lock(%s, hashtext(%s))

-- name: try_lock
SELECT pg_try_advisory_lock(%s, hashtext(%s))

-- name: unlock
SELECT pg_advisory_unlock(%s, hashtext(%s))

-- name: trials
SELECT nspname FROM pg_namespace WHERE nspname ~ %s

-- name: drop
DROP SCHEMA IF EXISTS {schema} CASCADE
