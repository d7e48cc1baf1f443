-- name: append
-- A list for each parameter: of the events, of the commands, of the keys. `%b` sends it in binary.
SELECT * FROM {city}.append_events(
    %b::text[], %b::bigint[], %b::text[], %b::bytea[], %b::int[],
    %b::uuid[], %b::bytea[], %b::text[], %b::text[],
    %b::text[], %b::bytea[], %b::bytea[], %b::bytea[], %b::int[])
