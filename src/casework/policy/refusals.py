"""Every reason for which a rule about policies and calendars says no."""

from collections.abc import Sequence

from casework.errors import Forbidden, Refusal
from casework.policy.reading import TextProblem


class NothingHolds(Refusal):
    """This city has no {what} yet: run `casework migrate`, which adopts the default."""

    rule = "R-POL-00"


class PoliciesAreTheAdmins(Forbidden):
    """Policies and calendars are changed by an admin."""

    rule = "R-POL-01"


class PolicyRefused(Refusal):
    """Nothing is adopted: there are {count} problem(s) in the {kind}.
    {listed}
    """

    rule = "R-POL-02"

    def __init__(self, *, kind: str, problems: Sequence[TextProblem]) -> None:
        listed = "\n".join(map(str, problems))
        super().__init__(kind=kind, problems=problems, count=len(problems), listed=listed)


class WorksBackwards(Refusal):
    """A policy never works backwards: {effective_from} has passed, it is {now}."""

    rule = "R-POL-03"


class NotAfterTheLast(Refusal):
    """The last version of the {kind} holds from {last}; a new one must begin after that."""

    rule = "R-POL-04"


class InstantWithoutZone(Refusal):
    """{name} needs a time zone: write {right}."""

    rule = "R-POL-05"


class NoSuchAssessment(Refusal):
    """There is no assessment policy (考核办法) {name}; there are: {there}."""

    rule = "R-POL-06"


class NoSuchPeriod(Refusal):
    """There is no period (周期) {label}: {right}."""

    rule = "R-PRD-01"


class PeriodBackwards(Refusal):
    """The period (周期) {label} ends before it begins: write {right}."""

    rule = "R-PRD-02"


class PeriodNotBegun(Refusal):
    """The period (周期) {label} begins at {begins}, and it is {now}: the latest is {latest}."""

    rule = "R-PRD-03"


class CalendarRefused(Refusal):
    """The calendar {name} is not published: {problems}."""

    rule = "R-CAL-01"


class DoubtfulCalendar(Refusal):
    """The calendar {name} is not published unless that is confirmed (--yes): a year has {least} to
    {most} working days, but {years}.
    """

    rule = "R-CAL-02"
