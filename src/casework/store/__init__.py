"""The log: PostgreSQL, through the library's recorder. The only place that knows either."""
