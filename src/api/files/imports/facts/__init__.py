"""The rows of one case, made into facts by the rules of a mapping."""
