"""Who and where: areas, units, categories, people, accounts, each with its history. Pure."""
