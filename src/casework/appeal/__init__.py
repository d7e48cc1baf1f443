"""One appeal (诉求): its facts, its state, its rules. Pure: no web, SQL, log or settings."""
