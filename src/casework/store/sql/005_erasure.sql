-- Erasure: with the fact that says so, in the same transaction, the key is destroyed. No other way
-- leads to it: the application has no right to delete keys.

CREATE FUNCTION {city}.destroy_key() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {city}, pg_temp
AS $body$
BEGIN
    DELETE FROM {city}_keys.keys WHERE stream = NEW.originator_id;
    RETURN NULL;
END
$body$;

REVOKE ALL ON FUNCTION {city}.destroy_key FROM PUBLIC;

CREATE TRIGGER erase_with_the_fact AFTER INSERT ON {city}.events
    FOR EACH ROW WHEN (NEW.topic = 'personal_data.erased')
    EXECUTE FUNCTION {city}.destroy_key();
