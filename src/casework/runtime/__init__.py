"""What a process needs to live: settings, logs, metrics, the database, other processes."""
