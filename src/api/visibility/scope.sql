-- name: now
-- What is read of the past is decided by what is known now.
appeal_no IN (SELECT appeal_no FROM {schema}.tracking WHERE {read})
