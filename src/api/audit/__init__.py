"""核数: are the figures right? Counted a second time, from nothing but the facts.

`retelling` tells each appeal again, `counting` counts, `comparing` holds it against the view.
"""
