#!/bin/sh
# The two logins of casework. The PostgreSQL image runs this once, on an empty volume.
# Neither is a superuser: the owner makes tables and roles, the application lives by its grants.

# \getenv keeps the passwords out of the process list, the first SET out of the server's log.
psql -v ON_ERROR_STOP=1 --no-psqlrc --quiet \
    --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
\getenv owner_password OWNER_PASSWORD
\getenv app_password APP_PASSWORD
SET log_min_error_statement = panic;
SET log_statement = none;
CREATE ROLE casework_owner LOGIN CREATEROLE PASSWORD :'owner_password';
CREATE ROLE casework_app LOGIN PASSWORD :'app_password';
SELECT format('ALTER DATABASE %I OWNER TO casework_owner', current_database()) \gexec
SQL
