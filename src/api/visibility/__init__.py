"""Who sees what: the scope of a caller, masks, what is withheld of a fact."""
