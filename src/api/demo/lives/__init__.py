"""How appeals live: raised by season and place, handled, answered, interrupted."""
