-- How the two predicates of a figure in `figures.sql` make the conditions that rows are held to.

-- name: whole
({whole})

-- name: part
({whole}) AND ({part})

-- name: rest
({whole}) AND ({part}) IS NOT TRUE

-- name: counted
-- A plain number of cases has no whole.
({part})

-- name: nothing
false
