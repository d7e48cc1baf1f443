-- name: drop
DROP SCHEMA IF EXISTS {schema} CASCADE

-- name: analyze
ANALYZE {schema}.{table}

-- name: rename
ALTER SCHEMA {schema} RENAME TO {to}

-- name: count
SELECT count(*) FROM {schema}.{table}

-- name: differing
SELECT count(*) FROM (({live} EXCEPT ALL {new}) UNION ALL ({new} EXCEPT ALL {live})) d

-- name: hashes
SELECT hashtextextended(ROW({columns})::text, 0) AS h FROM {schema}.{table}
