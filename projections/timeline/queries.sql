-- name: of_appeal
SELECT {columns} FROM {city_timeline}.timeline WHERE appeal_no = %(appeal_no)s ORDER BY version

-- name: of_cause
SELECT {columns} FROM {city_timeline}.timeline WHERE cause = %(cause)s ORDER BY position
