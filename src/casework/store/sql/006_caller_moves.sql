-- A key that is there already is not replaced. What may change is the hash of the caller's number:
-- it goes with the amendment, in the same transaction, so the wrong number finds nobody's appeal.

CREATE FUNCTION {city}.move_caller() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {city}, pg_temp
AS $body$
BEGIN
    UPDATE {city}_keys.keys SET claimant_ref = NEW.claimant_ref WHERE stream = NEW.stream;
    IF FOUND THEN
        RETURN NULL;
    END IF;
    RETURN NEW;
END
$body$;

REVOKE ALL ON FUNCTION {city}.move_caller FROM PUBLIC;

CREATE TRIGGER caller_moves BEFORE INSERT ON {city}_keys.keys
    FOR EACH ROW EXECUTE FUNCTION {city}.move_caller();
