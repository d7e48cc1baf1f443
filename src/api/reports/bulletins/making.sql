-- name: one_instant
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY

-- name: calendars
-- The versions that open time of a period was counted by.
SELECT DISTINCT calendar FROM {schema}.accountability
 WHERE raised_at >= %(begins_0)s AND raised_at < %(ends_0)s AND calendar IS NOT NULL ORDER BY 1
