"""Refused for who asks: posts, units, hands that must be others."""

from casework.errors import Forbidden, NotInState, Refusal


class PostRequired(Forbidden):
    """To {verb} an appeal takes one of these posts: {posts}."""

    rule = "R-PER-01"


class OutsideScope(Forbidden):
    """{why}"""

    rule = "R-PER-09"

    def __init__(
        self,
        why: str = "There is no such appeal among those that you read (无此诉求或无权查看).",
        why_zh: str = "无此诉求，或您无权查看。",
    ) -> None:
        super().__init__(why=why, why_zh=why_zh)


class OrderOfAnotherUnit(Forbidden):
    """{appeal_no} has no order by which unit {unit} may {verb} it: that is for {whose}."""

    rule = "R-PER-02"


class SameHands(Forbidden):
    """{user} submitted the handling and may not judge it: callback and closing need other hands."""

    rule = "R-PER-03"


class NotYourDispatch(Forbidden):
    """{appeal_no} was dispatched by {by}: whoever dispatched decides on it, or a duty leader."""

    rule = "R-PER-08"


class NoDispatcher(Refusal):
    """{user} is no account that dispatches (operator, duty leader): nothing is given to it."""

    rule = "R-PER-10"


class SameDispatcher(NotInState):
    """{user} has {appeal_no} already."""

    rule = "R-PER-11"


class NotAwaitingDispatcher(NotInState):
    """{appeal_no} has not been dispatched by anybody, so there is nothing to take over."""

    rule = "R-PER-12"


class Recused(Forbidden):
    """{user} stays away from {appeal_no} (回避): somebody else must act."""

    rule = "R-PER-05"


class OnlyForOneself(Forbidden):
    """{user} may recuse only themselves; for another a duty leader or a supervisor does."""

    rule = "R-PER-06"


class UnknownPerson(Refusal):
    """There is no account {person}."""

    rule = "R-PER-07"


class ConfidentialToUnits(Forbidden):
    """{appeal_no} is confidential (保密): units work on it without the claimant's identity."""

    rule = "R-PER-04"


class NoApprovalPending(NotInState):
    """Nothing of {unit} on {appeal_no} waits for the approval of its head (待单位负责人审批)."""

    rule = "R-APR-01"


class ApprovalPending(NotInState):
    """{verb} of {unit} on {appeal_no} lies before the unit's head: approve or decline it first."""

    rule = "R-APR-04"


class OthersSignFirst(Refusal):
    """The first signature under {what} is that of a {post}; yours may be the second (双人审批)."""

    rule = "R-APR-03"


class OnlyAsSecond(Forbidden):
    """Your posts {verb} an appeal only as the second signature under {what}."""

    rule = "R-APR-05"


class SecondPersonNeeded(Refusal):
    """{user} has signed already; {what} takes a second person (双人审批)."""

    rule = "R-APR-02"
