-- name: rows
SELECT {columns} FROM {schema}.{table} WHERE {key} = ANY (%s)

-- name: types
SELECT {columns} FROM {schema}.{table} LIMIT 0

-- name: delete
DELETE FROM {schema}.{table} WHERE {key} = ANY (%s)

-- name: write
COPY {schema}.{table} ({columns}) FROM STDIN (FORMAT BINARY)
