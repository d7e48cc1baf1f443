"""What a caller may send: oversight (督办与查看)."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from api.bodies.body import Text, Texts, VerbBody
from casework.appeal import words as w

SupervisionNumber = Annotated[int, Field(ge=1, le=10_000, description="Which of the appeal's.")]


class UrgeBody(VerbBody):
    """催办."""

    text: str
    by_claimant: bool = False


class SuperviseBody(VerbBody):
    """督办."""

    level: w.SupervisionLevel
    demand: str
    units: Texts = ()


class ReplySupervisionBody(VerbBody):
    """督办回复."""

    reply: str
    supervision: SupervisionNumber | None = None


class CloseSupervisionBody(VerbBody):
    """督办办结."""

    result: str
    supervision: SupervisionNumber | None = None


class LabelBody(VerbBody):
    """标签: all that hold from now on."""

    labels: Annotated[Sequence[w.Label], Field(max_length=10)]
    reason: str


class RecuseBody(VerbBody):
    """回避: oneself, or an account that a leader names."""

    reason: str
    person: Text | None = None


class RevealClaimantBody(VerbBody):
    """查看诉求人信息."""

    purpose: str
    fields: Texts = ("claimant_name", "claimant_phone", "address")


class AddNoteBody(VerbBody):
    """备注."""

    text: str
    visibility: w.Visibility = "internal"


class AttachFileBody(VerbBody):
    """附件."""

    sha256: Annotated[str, Field(description="Of the file: 64 hexadecimal digits.")]
    mime: str
    size: Annotated[int, Field(ge=0, le=10**12)]
    kind: w.FileKind = "other"


class EraseBody(VerbBody):
    """擦除个人信息."""

    ground: str


class SettleDeadlineBody(VerbBody):
    """期限确认."""

    reason: str = "年度工作日历已公布"
