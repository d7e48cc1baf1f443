"""Refused wherever it is asked: states that stop everything, instants, texts, histories."""

from casework.errors import NotInState, Refusal


class Suspended(NotInState):
    """{appeal_no} is suspended (挂账): resume it before you {verb} it."""

    rule = "R-APL-02"


class MergedIntoAnother(NotInState):
    """{appeal_no} was merged into {parent_no} (并案): act on that one, or unmerge this."""

    rule = "R-APL-03"


class Erased(NotInState):
    """The personal data of {appeal_no} was erased; nothing is added to it any more."""

    rule = "R-APL-04"


class NotInThisState(NotInState):
    """To {verb} does not fit {appeal_no}: it is {status}."""

    rule = "R-APL-05"


class AlreadyClosed(NotInState):
    """{appeal_no} is closed (已结案)."""

    rule = "R-APL-01"


class TimeInTheFuture(Refusal):
    """{field} {value} lies in the future."""

    rule = "R-TIM-01"


class TimeTooLongAgo(Refusal):
    """{field} {value} lies more than {days} days back."""

    rule = "R-TIM-02"


class BadAmount(Refusal):
    """{field}: {problem}"""

    rule = "R-TIM-03"


class NotLater(Refusal):
    """{field} {until} does not lie after {after}."""

    rule = "R-TIM-04"


class BeforeTheStep(Refusal):
    """To {verb} at {value} lies before what it follows: {earliest} is the earliest."""

    rule = "R-TIM-06"


class BackdatingNeedsReason(Refusal):
    """Recorded at {recorded} it is late; as said it was in time: give backdating_reason."""

    rule = "R-TIM-07"


class EmptyText(Refusal):
    """{field} must not be empty."""

    rule = "R-TXT-01"


class FieldNotRead(Refusal):
    """{field} would be thrown away (不适用的字段): {why}."""

    rule = "R-TXT-09"


class TextTooLong(Refusal):
    """{field} has {length} characters; at most {limit} are allowed."""

    rule = "R-TXT-02"


class ControlCharacters(Refusal):
    """{field} holds the control character U+{codepoint:04X}; tab and line break are allowed."""

    rule = "R-TXT-03"


class PersonalDataInPublicText(Refusal):
    """{field} seems to hold a {kind}; others read it, so personal data must stay out of it."""

    rule = "R-TXT-04"


class AlreadyThere(NotInState):
    """{appeal_no} is already there."""

    rule = "R-IMP-01"


class HistoryOutOfOrder(Refusal):
    """A history begins with its collection, and only there: {problem}."""

    rule = "R-IMP-02"
