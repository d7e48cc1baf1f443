"""The routes of the verbs, a file a chapter."""
