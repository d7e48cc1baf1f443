-- What `casework.appeal.access` asks of an appeal, asked of a row: a column against a value.

-- name: is
{column} = {value}

-- name: among
{column} = ANY ({value}::text[])

-- name: outside
({column} IS NULL OR {column} <> ALL ({value}::text[]))

-- name: overlaps
-- The indexes hold what is not empty, so that is said.
({column} <> '{}' AND {column} && {value}::text[])

-- name: begins
{column} LIKE {value}

-- name: is_confidential
(flags @> ARRAY['confidential'])

-- name: is_not_confidential
NOT (flags @> ARRAY['confidential'])

-- name: in_states
-- The states in the statement itself, so that an index of open work is seen to do.
status IN ({states})

-- name: led_by_each
lead_unit = each

-- name: units
{units}::text[]

-- name: found_by
sensitive <> 'threat' OR {acting} OR {by_number}
