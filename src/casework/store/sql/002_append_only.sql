-- Nobody edits history by mistake: the application has no right to, and whoever has one is refused
-- until the triggers are switched off on purpose.

CREATE FUNCTION {city}.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION 'history is append-only: % on %.% is refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$body$;

CREATE TRIGGER no_update_no_delete BEFORE UPDATE OR DELETE ON {city}.events
    FOR EACH ROW EXECUTE FUNCTION {city}.refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON {city}.events
    FOR EACH STATEMENT EXECUTE FUNCTION {city}.refuse_change();
CREATE TRIGGER no_update_no_delete BEFORE UPDATE OR DELETE ON {city}.commands
    FOR EACH ROW EXECUTE FUNCTION {city}.refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON {city}.commands
    FOR EACH STATEMENT EXECUTE FUNCTION {city}.refuse_change();
