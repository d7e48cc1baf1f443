"""How figures are counted, boards made of them, and the orders behind each of them found.

Nothing here says what a row is; a change of it makes no view stale.
"""
