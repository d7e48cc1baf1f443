"""How a life goes on after it was raised, a chapter a file."""
