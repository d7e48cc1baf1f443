-- The one way in. Many commands, one round trip, one flush:
--   * under one lock, so positions are dense and commit order is position order;
--   * a command whose id is known is 'repeated', one whose version is taken is 'taken', and with
--     them whatever in this batch built on their streams; every other is 'stored'.
-- Plans are pinned to the indexes: a batch is small and the log is large, whatever the statistics.

CREATE FUNCTION {city}.append_events(
    _streams  text[], _versions bigint[], _topics text[], _states bytea[], _owners int[],
    _ids uuid[], _fingerprints bytea[], _command_streams text[], _statuses text[],
    _key_streams text[], _wrapped bytea[], _masters bytea[], _claimants bytea[], _key_owners int[]
) RETURNS TABLE (command int, outcome text, at_version bigint, at_position bigint)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = {city}, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $body$
DECLARE
    _last     bigint;
    _broken   text[];
    _repeated int[];
    _refused  int[] := '{}';
    _touched  text[];
BEGIN
    IF EXISTS (SELECT FROM unnest(_masters) m
                WHERE m NOT IN (SELECT fingerprint FROM {city}_keys.master)) THEN
        RAISE EXCEPTION 'sealed under a master key that is not the city''s'
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('{city}.events', 0));
    SELECT coalesce(max(notification_id), 0) INTO _last FROM events;

    SELECT coalesce(array_agg(n.ordinality), '{}') INTO _repeated
      FROM unnest(_ids) WITH ORDINALITY n(id, ordinality)
     WHERE EXISTS (SELECT FROM commands c WHERE c.command_id = n.id);
    SELECT coalesce(array_agg(f.stream), '{}') INTO _broken
      FROM (SELECT b.stream, min(b.version) AS first
              FROM unnest(_streams, _versions) b(stream, version) GROUP BY b.stream) f
     WHERE EXISTS (SELECT FROM events e
                    WHERE e.originator_id = f.stream AND e.originator_version >= f.first);

    IF cardinality(_repeated) > 0 OR cardinality(_broken) > 0 THEN
        FOR _n IN 1 .. coalesce(array_length(_ids, 1), 0) LOOP
            SELECT coalesce(array_agg(b.stream), '{}') INTO _touched
              FROM unnest(_streams, _owners) b(stream, owner) WHERE b.owner = _n;
            IF _n = ANY (_repeated) OR _touched && _broken THEN
                _refused := _refused || _n;
                _broken := _broken || _touched;
            END IF;
        END LOOP;
    END IF;

    INSERT INTO events (originator_id, originator_version, topic, state, notification_id)
    SELECT b.stream, b.version, b.topic, b.state, _last + row_number() OVER (ORDER BY b.n)
      FROM unnest(_streams, _versions, _topics, _states, _owners)
           WITH ORDINALITY b(stream, version, topic, state, owner, n)
     WHERE b.owner <> ALL (_refused);

    INSERT INTO {city}_keys.keys (stream, wrapped, master, claimant_ref)
    SELECT k.stream, k.wrapped, k.master, k.claimant
      FROM unnest(_key_streams, _wrapped, _masters, _claimants, _key_owners)
           k(stream, wrapped, master, claimant, owner)
     WHERE k.owner <> ALL (_refused);

    RETURN QUERY
    WITH placed AS (
        SELECT b.owner, max(b.version) FILTER (WHERE b.stream = _command_streams[b.owner]) AS version,
               _last + max(b.n) AS position
          FROM (SELECT u.*, row_number() OVER (ORDER BY u.ord) AS n
                  FROM unnest(_streams, _versions, _owners) WITH ORDINALITY u(stream, version, owner, ord)
                 WHERE u.owner <> ALL (_refused)) b
         GROUP BY b.owner
    ), logged AS (
        INSERT INTO commands (command_id, fingerprint, stream, version, position, status)
        SELECT _ids[p.owner], _fingerprints[p.owner], _command_streams[p.owner], p.version, p.position,
               _statuses[p.owner]
          FROM placed p
    )
    SELECT p.owner, 'stored', p.version, p.position FROM placed p
    UNION ALL
    SELECT r.n, CASE WHEN r.n = ANY (_repeated) THEN 'repeated' ELSE 'taken' END, NULL, NULL
      FROM unnest(_refused) r(n);
END
$body$;

-- Serial numbers of a day, n at once. Not worth a flush of its own: the append that uses them
-- flushes later in the same log, so a number is never given twice.
CREATE FUNCTION {city}.take_numbers(_day date, _n int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {city}, pg_temp
AS $body$
DECLARE
    _first int := 0;
BEGIN
    IF _n = 0 THEN
        RETURN 0;
    END IF;
    PERFORM set_config('synchronous_commit', 'off', true);
    INSERT INTO counters AS c (day, last) VALUES (_day, _n)
        ON CONFLICT (day) DO UPDATE SET last = c.last + excluded.last
        RETURNING c.last - _n + 1 INTO _first;
    RETURN _first;
END
$body$;
