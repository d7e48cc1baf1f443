"""Refused while handling: more time, a halt, a result."""

from casework.errors import NotInState, Refusal


class NotBeingHandled(NotInState):
    """{appeal_no} is not being handled (办理中): it is {status}."""

    rule = "R-HDL-01"


class UnsolvedNeedsReason(Refusal):
    """An outcome of not_solved (未解决) needs unsolved_reason and a plan with a date."""

    rule = "R-HDL-02"


class CoHandlersOutstanding(Refusal):
    """{units} have not reported on {appeal_no}; wait, or give parts_missing_reason."""

    rule = "R-HDL-03"


class ExtensionPending(NotInState):
    """An extension of {appeal_no} waits for a decision already."""

    rule = "R-EXT-01"


class OverdueIsNotExtended(Refusal):
    """{appeal_no} is overdue since {due}: an extension is asked for before the deadline."""

    rule = "R-EXT-02"


class ExtensionsUsedUp(Refusal):
    """{appeal_no} was extended {count} times; at most {limit} extensions."""

    rule = "R-EXT-03"


class LongerThanAsked(Refusal):
    """It was asked to extend until {asked}; {until} is later (批准期限不得晚于申请期限)."""

    rule = "R-EXT-06"


class ExtensionTooLong(Refusal):
    """until {until} is too far: at most one original limit and {amount}, that is until {latest}."""

    rule = "R-EXT-04"


class NoExtensionPending(NotInState):
    """No extension of {appeal_no} waits for a decision."""

    rule = "R-EXT-05"


class SuspensionPending(NotInState):
    """A suspension of {appeal_no} waits for a decision already."""

    rule = "R-SUS-01"


class SuspensionsUsedUp(Refusal):
    """{appeal_no} was suspended {count} times; at most {limit}."""

    rule = "R-SUS-02"


class SuspensionTooLong(Refusal):
    """until {until} is too far: at most {days} days."""

    rule = "R-SUS-03"


class NoSuspensionPending(NotInState):
    """No suspension of {appeal_no} waits for a decision."""

    rule = "R-SUS-04"


class NotSuspended(NotInState):
    """{appeal_no} is not suspended (挂账)."""

    rule = "R-SUS-05"


class ReviewedAlready(NotInState):
    """The result of {appeal_no} was accepted (审核通过) already."""

    rule = "R-REV-01"


class TerminationPending(NotInState):
    """A termination of {appeal_no} waits for a decision already."""

    rule = "R-TER-01"


class NoTerminationPending(NotInState):
    """No termination of {appeal_no} waits for a decision."""

    rule = "R-TER-02"


class NotAwaitingFeedback(NotInState):
    """{appeal_no} is not awaiting feedback (待反馈): it is {status}."""

    rule = "R-FBK-01"


class NobodyToTell(Refusal):
    """{appeal_no} is anonymous: nobody can be told, so delivered must be false."""

    rule = "R-FBK-02"


class StillToBeTried(Refusal):
    """Nobody is undeliverable after {attempts} attempts: {needed} are to be made first."""

    rule = "R-FBK-03"
