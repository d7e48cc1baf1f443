"""How facts become rows: paged folding, compare-and-set, rebuilding beside and swapping."""
