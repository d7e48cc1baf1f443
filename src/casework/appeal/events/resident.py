"""The resident's own word (诉求人所言): what is added, valued and objected to."""

from casework.appeal.events.parts import Limit
from casework.appeal.words import Satisfied
from casework.facts import Fact


class EvaluationGiven(Fact, frozen=True, kw_only=True):
    """评价: the claimant's own judgement of the result; the centre's callback stands beside it."""

    TOPIC = "evaluation.given"
    PERSONAL = ("opinion",)

    satisfied: Satisfied
    stars: int | None = None
    opinion: str | None = None
    round: int = 0


class ObjectionRaised(Fact, frozen=True, kw_only=True):
    """诉求人异议: the claimant says that it is not solved; the centre has to answer it."""

    TOPIC = "objection.raised"
    PERSONAL = ("reason",)

    reason: str
    round: int = 0
    limits: tuple[Limit, ...] = ()


class ObjectionSettled(Fact, frozen=True, kw_only=True):
    """异议处理: the centre answered the objection, and why there is nothing more to be done."""

    TOPIC = "objection.settled"

    reason: str
    late: bool = False
