"""How often does what is rare happen? Shares, dealt out evenly: so that no year is without it."""

from collections import defaultdict

# The share of the appeals to which it may happen at all.
SHARES = {
    "own_account": 0.12,
    "answered_directly": 0.7,
    "not_accepted": 0.02,
    "transferred_out": 0.3,
    "merged": 0.015,
    "arbitrated": 0.004,
    "returned": 0.03,
    "return_refused": 0.03,
    "co_handled": 0.05,
    "part_missing": 0.15,
    "whistled": 0.15,
    "extended": 0.06,
    "extension_refused": 0.02,
    "suspended": 0.035,
    "contacted": 0.9,
    "visited": 0.25,
    "progress": 0.15,
    "urged": 0.06,
    "supervised": 0.3,
    "sent_back": 0.015,
    "accepted": 0.15,
    "reworked": 0.4,
    "reopened": 0.012,
    "withdrawn": 0.028,
}


class Rates:
    """Each kind happens to its share of those that are asked for, as evenly as can be."""

    def __init__(self) -> None:
        self._owed: defaultdict[str, float] = defaultdict(lambda: 0.5)

    def happens(self, kind: str) -> bool:
        """Return whether it happens this time."""
        self._owed[kind] += SHARES[kind]
        if self._owed[kind] < 1:
            return False
        self._owed[kind] -= 1
        return True
