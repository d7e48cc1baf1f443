"""Every reason for which a moment of the past is not answered."""

from casework.errors import Refusal


class InstantUnreadable(Refusal):
    """{name} is an instant with its zone, as 2026-10-31T18:00:00+08:00, or for as_of a position.
    The log ends with position {last}.
    """

    rule = "R-ASO-01"


class BeforeTheFirst(Refusal):
    """Nothing was known by then: the log begins with position {position}, recorded at {at}."""

    rule = "R-ASO-03"


class AfterTheLast(Refusal):
    """Nothing is known of that yet: the log ends with position {position}, recorded at {at}.
    Leave as_of out for how it stands now.
    """

    rule = "R-ASO-04"


class HappenedAfterKnown(Refusal):
    """What happens later than it is known is not known: write happened_by={known} or earlier."""

    rule = "R-ASO-05"
