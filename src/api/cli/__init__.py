"""The command line `casework`."""
