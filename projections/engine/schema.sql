-- name: is_there
SELECT FROM pg_namespace WHERE nspname = %s

-- name: create
CREATE SCHEMA {schema}

-- name: begin
INSERT INTO {schema}.place (version) VALUES (%s)

-- name: within
SET LOCAL search_path = {schema}
