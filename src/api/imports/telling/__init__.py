"""The rows of one case, told again by the rules of a mapping."""
