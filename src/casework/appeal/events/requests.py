"""Requests (申请): what waits for somebody's word, and what becomes of it."""

from casework.appeal.events.parts import Move
from casework.facts import Fact


class ApprovalRequested(Fact, frozen=True, kw_only=True):
    """报单位负责人审批: a clerk of the unit asks for something that its head answers for.

    `request` is the command as it was sent, in JSON without its personal words; a result's
    `measures` stand sealed beside it. `reason` is what the head reads.
    """

    TOPIC = "approval.requested"
    PERSONAL = ("measures",)

    unit: str
    verb: str
    request: str
    reason: str = ""
    measures: str | None = None


class ApprovalGranted(Fact, frozen=True, kw_only=True):
    """单位负责人同意: the head has signed; the facts of what was asked follow."""

    TOPIC = "approval.granted"

    unit: str
    verb: str
    requested_by: str
    reason: str | None = None


class ApprovalDeclined(Fact, frozen=True, kw_only=True):
    """单位负责人不同意: it does not leave the unit."""

    TOPIC = "approval.declined"

    unit: str
    verb: str
    requested_by: str
    reason: str


class RequestVoided(Fact, frozen=True, kw_only=True):
    """申请失效: what was asked for is moot, because something else happened (`because`, a verb).

    `matter` is return, extension, suspension, termination, or `approval:` and the verb that waited
    for the unit's head. What a slow decision took beyond its own limit is given back by `moves`.
    """

    TOPIC = "request.voided"

    matter: str
    unit: str
    because: str
    helper: bool = False
    moves: tuple[Move, ...] = ()
