"""The fixed tables of the demo city: its places, units, categories and accounts."""
