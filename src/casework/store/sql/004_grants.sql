-- The application may append by the function and read. That is all.

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {city} FROM PUBLIC;
GRANT USAGE ON SCHEMA {city}, {city}_keys TO {role};
GRANT SELECT ON {city}.events, {city}.readable, {city}.commands, {city}.migrations,
                {city}_keys.keys, {city}_keys.master TO {role};
GRANT EXECUTE ON FUNCTION {city}.append_events, {city}.take_numbers TO {role};
