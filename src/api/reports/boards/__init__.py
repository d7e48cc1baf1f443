"""问责: boards as HTTP, the command line and bulletins ask for them, and as they are written."""
