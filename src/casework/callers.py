"""Who sends commands without an account of the directory: the service's own programs."""

from casework.facts import Caller

_ADMIN = frozenset({"admin"})

SYSTEM = Caller("system", _ADMIN)
SIMULATION = Caller("simulation", _ADMIN)

# Whoever sits at the machine: for what is kept, and for what is counted and published.
ADMIN = Caller("command-line", _ADMIN)
SUPERVISOR = Caller("command-line", frozenset({"supervisor"}))

IMPORTER = Caller("import", frozenset({"importer"}))
TIMEKEEPER = Caller("timekeeper", frozenset({"timekeeper"}))
STANDING_ORDERS = Caller("standing_orders", frozenset({"standing_orders"}))
