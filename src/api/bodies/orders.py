"""What a caller may send: orders (工单)."""

from collections.abc import Sequence
from typing import Annotated

from msgspec.structs import replace
from pydantic import Field

from api.bodies.body import Body, C, Instant, Text, Texts, VerbBody
from casework.appeal import words as w
from casework.appeal.commands import CoHandler


class CoHandlerBody(Body):
    """协办: a unit that is to help, and with what."""

    unit: Text
    task: str = ""
    mandatory: bool = True


class DispatchBody(VerbBody):
    """派单. Without lead_unit the catalogue's is taken; deadlines are the service's to compute."""

    lead_unit: Text | None = None
    co_handlers: Annotated[Sequence[CoHandlerBody], Field(max_length=50)] = ()
    copied_to: Texts = ()
    instruction: str | None = None
    complex: bool = False
    statutory_limit: Text | None = None
    basis: str | None = None

    def asking(self, command: type[C], appeal_no: str) -> C:
        """As everywhere, with the co-handlers as the rule knows them."""
        asked = super().asking(command, appeal_no)
        helpers = tuple(CoHandler(**h.model_dump()) for h in self.co_handlers)
        return replace(asked, co_handlers=helpers)


class TakeOverBody(VerbBody):
    """转交经办: to the caller, or to another account that dispatches."""

    to: str | None = None
    reason: str


class RecallBody(VerbBody):
    """撤回派单."""

    reason: str


class AcknowledgeBody(VerbBody):
    """签收."""


class AssignWithinUnitBody(VerbBody):
    """单位内部分派. `to_unit` is a unit below that the order is handed down to."""

    to: str = ""
    to_unit: Text | None = None
    due: Instant | None = None
    note: str | None = None


class ApproveBody(VerbBody):
    """单位负责人审批."""

    verb: w.ToHead
    decision: w.Decision
    unit: Text | None = None
    reason: str | None = None


class RequestReturnBody(VerbBody):
    """退单申请."""

    ground: w.ReturnGround
    reason: str
    legal_basis: str | None = None
    suggested_unit: Text | None = None


class DecideReturnBody(VerbBody):
    """退单审核."""

    decision: w.Decision
    reason: str
    unit: Text | None = None


class OpenArbitrationBody(VerbBody):
    """提起争议裁定."""

    reason: str


class DecideArbitrationBody(VerbBody):
    """裁定指定."""

    unit: str
    basis: str
    units_heard: Texts = ()
    catalogue_proposal: str | None = None


class ReassignBody(VerbBody):
    """改派."""

    to_unit: str
    reason: str
    clock: w.ClockPolicy = "continue"


class HandOverBody(VerbBody):
    """整体移交."""

    from_unit: str
    to_unit: str
    reason: str


class AddCoHandlerBody(VerbBody):
    """增加协办."""

    unit: str
    task: str
    reason: str
    mandatory: bool = True


class WhistleBody(VerbBody):
    """吹哨."""

    units: Texts
    task: str


class ReportBody(VerbBody):
    """协办反馈."""

    result: str
    interim: bool = False
    late_reason: str | None = None
