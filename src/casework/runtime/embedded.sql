-- name: alone
-- The statement of a start that was killed may still be running in the server.
SELECT pg_advisory_lock(1)

-- name: role
SELECT FROM pg_roles WHERE rolname = %s

-- name: database
SELECT FROM pg_database WHERE datname = %s

-- name: create_role
-- The verifier, hashed on this side: a log that quotes the statement must not hold the password.
CREATE ROLE {app} LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB PASSWORD {verifier}

-- name: create_database
CREATE DATABASE {database} OWNER {owner}
