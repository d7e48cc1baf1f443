"""同一性: when two spellings are the same: letters, phone numbers, digits. One function for each.

Search, repeats, the caller's hash, masks, public texts and imports ask here and nowhere else.
"""

from casework.same.letters import folded, solid
from casework.same.numbers import phone, spellings
from casework.same.personal import Found, personal_numbers, starred
from casework.same.words import OwnWords

__all__ = [
    "Found",
    "OwnWords",
    "folded",
    "personal_numbers",
    "phone",
    "solid",
    "spellings",
    "starred",
]
