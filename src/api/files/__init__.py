"""Files, in and out: imports, exports, the reference data of a city, calendars."""
