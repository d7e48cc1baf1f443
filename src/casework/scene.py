"""What a rule may look at beside the appeal itself: the time, the caller, the directory."""

from datetime import datetime

import msgspec

from casework.directory.directory import Directory
from casework.facts import Caller


class Scene(msgspec.Struct, frozen=True):
    """The circumstances of one decision. `at` is aware and UTC; a rule reads no other clock."""

    at: datetime
    caller: Caller
    directory: Directory
