"""核数: are the figures right? Counted a second time, from nothing but the facts.

`replay` tells each appeal again, `tally` counts it by `rules`, `compare` holds it against the view.
"""
