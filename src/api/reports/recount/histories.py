"""What an auditor goes by: the facts of each appeal, and every calendar by its tag."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from casework.appeal.events import FACTS as OF_APPEALS
from casework.appeal.events import AppealCollected
from casework.facts import Recorded
from casework.policy.calendar import WorkCalendar
from casework.policy.calendar_events import CalendarPublished

_OF_APPEALS = frozenset(OF_APPEALS)


@dataclass
class Histories:
    """What was known at a place in the log. `at` is when its last fact was recorded."""

    appeals: dict[str, list[Recorded]]
    calendars: dict[str, WorkCalendar]
    position: int = 0
    at: datetime | None = None

    def by(self, happened_by: datetime) -> "Histories":
        """Return what of these had happened by an instant; nothing of what was not collected."""
        appeals = {}
        for no, facts in self.appeals.items():
            then = [each for each in facts if each.envelope.happened_at <= happened_by]
            if then and isinstance(then[0].fact, AppealCollected):
                appeals[no] = then
        return Histories(appeals, self.calendars, self.position, self.at)

    def until(self, position: int) -> "Histories":
        """Return what of these was recorded up to a position."""
        facts = (each for facts in self.appeals.values() for each in facts)
        found = sorted_out(each for each in facts if each.position <= position)
        return Histories(found.appeals, self.calendars, found.position, found.at)


def sorted_out(facts: Iterable[Recorded]) -> Histories:
    """Return facts in the order of the log, by appeal."""
    appeals: defaultdict[str, list[Recorded]] = defaultdict(list)
    found = Histories(appeals, {})
    for each in facts:
        found.position, found.at = max(found.position, each.position), each.envelope.recorded_at
        if type(each.fact) in _OF_APPEALS:
            appeals[each.stream].append(each)
        elif isinstance(each.fact, CalendarPublished):
            calendar = WorkCalendar(each.stream.removeprefix("calendar/"), each.version, each.fact)
            found.calendars[calendar.tag] = calendar
    return found
