-- name: all
SELECT {columns} FROM {city_directory}.directory WHERE kind = %(kind)s ORDER BY code

-- name: below
WITH RECURSIVE below AS (
    SELECT d.* FROM {city_directory}.directory d
     WHERE d.kind = %(kind)s AND d.parent = %(under)s
    UNION ALL
    SELECT d.* FROM {city_directory}.directory d
      JOIN below b ON d.kind = %(kind)s AND d.parent = b.code
)
SELECT {columns} FROM below ORDER BY code

-- name: unit_names
SELECT code, name FROM {city_directory}.directory WHERE kind = 'unit'
