-- name: common
PRAGMA journal_mode = OFF;
CREATE TABLE event (ocel_id TEXT PRIMARY KEY, ocel_type TEXT NOT NULL);
CREATE TABLE object (ocel_id TEXT PRIMARY KEY, ocel_type TEXT NOT NULL);
CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL);
CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL);
CREATE TABLE event_object (
    ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT,
    PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier)
);
CREATE TABLE object_object (
    ocel_source_id TEXT, ocel_target_id TEXT, ocel_qualifier TEXT,
    PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier)
);

-- name: event
CREATE TABLE {table} (ocel_id TEXT, ocel_time TIMESTAMP{attributes})

-- name: object
CREATE TABLE {table} (ocel_id TEXT, ocel_time TIMESTAMP{attributes}, ocel_changed_field TEXT)

-- name: attribute
, {field} {type}

-- name: insert
INSERT INTO {table} VALUES ({marks})
