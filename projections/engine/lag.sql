-- name: lag
-- How many facts it is behind, of which version its rows are, how long the next one has waited.
SELECT place.position, place.stopped, l.last - place.position,
       {version},
       coalesce(extract(epoch FROM clock_timestamp() - next.at::timestamptz), 0)::float8
  FROM {schema}.place
 CROSS JOIN (SELECT coalesce(max(position), 0) AS last FROM {city}.all_events) l
  LEFT JOIN LATERAL (
       SELECT convert_from(e.state, 'UTF8')::json #>> '{envelope,recorded_at}' AS at
         FROM {city}.all_events e WHERE e.position = place.position + 1) next ON true

-- name: version_of
SELECT {view}, {version} FROM {schema}.place
