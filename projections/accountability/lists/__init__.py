"""清单: exceptions, returns and hotspots, each counted and listed by the same words.

Nothing here says what a row is; a change of it makes no view stale.
"""
