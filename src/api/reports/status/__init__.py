"""状态: how a city and its service are now, for `/metrics` and for `casework status`."""
