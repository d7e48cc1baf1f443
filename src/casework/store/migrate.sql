-- name: alone
SELECT pg_advisory_xact_lock(%s)

-- name: is_there
SELECT to_regclass(%s) IS NOT NULL

-- name: start
CREATE SCHEMA {city};
CREATE TABLE {city}.migrations (
    name   text PRIMARY KEY,
    run_at timestamptz NOT NULL DEFAULT now()
)

-- name: done
SELECT name FROM {city}.migrations

-- name: note
INSERT INTO {city}.migrations (name) VALUES (%s)

-- name: masters
SELECT fingerprint FROM {city_keys}.master

-- name: note_master
INSERT INTO {city_keys}.master VALUES (%s)

-- name: role_is_there
SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s)

-- name: create_role
CREATE ROLE {role} NOLOGIN

-- name: is_member
SELECT pg_has_role(%s, %s, 'MEMBER')

-- name: grant_role
GRANT {role} TO {login}

-- name: may_create
SELECT has_database_privilege(%s, current_database(), 'CREATE')

-- name: grant_create
GRANT CONNECT, CREATE ON DATABASE {database} TO {role}
