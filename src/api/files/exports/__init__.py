"""What leaves the service as a file: the log for process mining, lists and boards as tables."""
