-- name: one_instant
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY

-- name: calendars
SELECT DISTINCT calendar FROM {schema}.accountability
 WHERE raised_at >= %s AND raised_at < %s AND calendar IS NOT NULL ORDER BY 1
