"""通报: making a bulletin from the view, comparing it with the one before, publishing it."""
