-- The log in the project's words, and what the slash in a stream's name means, said once: an
-- appeal's number never holds one; directory, policies, calendars, bulletins and searches do.

CREATE VIEW {city}.all_events AS
SELECT originator_id AS stream, originator_version AS version, notification_id AS position, topic,
       state
  FROM {city}.events;

CREATE VIEW {city}.appeal_events AS
SELECT stream, version, position, topic, state
  FROM {city}.all_events WHERE strpos(stream, '/') = 0;

CREATE VIEW {city}.reference_events AS
SELECT stream, version, position, topic, state
  FROM {city}.all_events WHERE strpos(stream, '/') > 0;

GRANT SELECT ON {city}.all_events, {city}.appeal_events, {city}.reference_events TO {role};
