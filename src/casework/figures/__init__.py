"""指标: which figures there are, and what a board of them is. Pure."""
