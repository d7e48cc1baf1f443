"""What holds in this city: for now the limits. Pure."""
