"""编号: the serial numbers of a day, taken a few at a time and given one by one."""

from collections import deque
from datetime import date, datetime

from casework.store.store import Store
from casework.time import CHINA


class Numbers:
    """Serial numbers of the day: taken with a look at the log, given when one is accepted.

    What is left over is given to the next, and so is the number of an appeal that was not stored;
    only the end of a process leaves a small gap.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._day, self._kept = date.min, deque[int]()

    def lacking(self, day: date, wanted: int) -> int:
        """Return how many more are to be taken, so that there are that many."""
        return max(wanted - (len(self._kept) if day == self._day else 0), 0)

    def keep(self, day: date, numbers: range) -> None:
        """Put by what was taken; those of another day are let go."""
        if day != self._day:
            self._day, self._kept = day, deque()
        self._kept.extend(numbers)

    def give(self, day: date) -> int:
        """Return the next number of that day. Raises `StoreUnavailable`."""
        if day == self._day and self._kept:
            return self._kept.popleft()
        [number] = self._store.take_numbers(day, 1)
        return number

    def take_back(self, day: date, number: int) -> None:
        """Give a number whose appeal was surely not stored to the next one."""
        if day == self._day:
            self._kept = deque(sorted({*self._kept, number}))


def day_in_china(at: datetime) -> date:
    """Return the day that a number carries."""
    return at.astimezone(CHINA).date()
