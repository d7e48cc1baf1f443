"""What a caller may send: judging (回访与结案)."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from api.bodies.body import Text, VerbBody
from casework.appeal import words as w


class RecordCallbackBody(VerbBody):
    """回访."""

    channel: w.ReplyChannel
    connected: bool
    contacted: bool | None = None
    solved: w.Solved | None = None
    satisfied: w.Satisfied | None = None
    opinion: str | None = None
    visited: bool | None = None
    process_satisfied: w.Satisfied | None = None
    recording_ref: Text | None = None
    stars: Annotated[int, Field(ge=0, le=10)] | None = None


class EvaluateBody(VerbBody):
    """评价."""

    satisfied: w.Satisfied
    stars: Annotated[int, Field(ge=0, le=10)] | None = None
    opinion: str | None = None


class ObjectBody(VerbBody):
    """诉求人异议."""

    reason: str


class SettleObjectionBody(VerbBody):
    """异议处理."""

    reason: str


class CorrectRecordBody(VerbBody):
    """更正记录. `version` is that of the fact; only what is given changes."""

    record: w.Correctable
    version: Annotated[int, Field(ge=1, le=1_000_000)]
    reason: str
    channel: w.ReplyChannel | None = None
    connected: bool | None = None
    contacted: bool | None = None
    solved: w.Solved | None = None
    satisfied: w.Satisfied | None = None
    opinion: str | None = None
    visited: bool | None = None
    process_satisfied: w.Satisfied | None = None
    stars: Annotated[int, Field(ge=0, le=10)] | None = None
    met: bool | None = None
    summary: str | None = None
    outcome: w.Outcome | None = None
    facts_true: w.FactsTrue | None = None
    measures: str | None = None
    public_reply: str | None = None
    unsolved_reason: w.UnsolvedReason | None = None
    plan: str | None = None
    delivered: bool | None = None


class OrderReworkBody(VerbBody):
    """重办."""

    reason: str


class RequestWithdrawalBody(VerbBody):
    """撤单申请."""

    reason: str


class WithdrawBody(VerbBody):
    """撤单."""

    reason: str
    verified_by: Text | None = None


class CloseBody(VerbBody):
    """结案."""

    kind: w.ClosingKind
    reason: str | None = None


class ReopenBody(VerbBody):
    """重新办理."""

    basis: w.ReopenBasis
    reason: str
    unit: Text | None = None


class ArchiveBody(VerbBody):
    """归档."""


class RequestExclusionBody(VerbBody):
    """剔除申请."""

    ground: w.ExclusionGround
    evidence: str


class DecideExclusionBody(VerbBody):
    """剔除审批."""

    decision: w.Decision
    reason: str


class AppealAssessmentBody(VerbBody):
    """考核申诉."""

    reason: str


class DecideAssessmentBody(VerbBody):
    """考核申诉裁定."""

    decision: w.Decision
    reason: str
    correction: str | None = None
    counted_as: Annotated[Sequence[w.CountedAs], Field(max_length=20)] = ()
