-- How the rows of a period are added up by their key.

-- name: counted
-- `number` says by which of several such parts of one statement a row was counted.
SELECT {number} AS number, key, max(unit_name), {times},
       ARRAY[{parts}]::numeric[], ARRAY[{wholes}]::bigint[]
  FROM ({rows}) o GROUP BY key

-- name: cases
count(*) FILTER (WHERE {condition})

-- name: weights
sum({weight}) FILTER (WHERE {condition})

-- name: no_whole
NULL

-- name: times
array_agg(used) FILTER (WHERE {condition})

-- name: no_times
NULL::int[]
