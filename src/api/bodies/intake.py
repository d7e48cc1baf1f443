"""What a caller may send: taking in (采集)."""

from typing import Annotated

from pydantic import AliasChoices, Field

from api.bodies.body import Body, Instant, Text, Texts, VerbBody
from casework.appeal import words as w


class ClaimantBody(Body):
    """诉求人: who raises it. null as a whole for an anonymous appeal."""

    name: Text | None = None
    phone: Annotated[str, Field(pattern=r"^[0-9+() \-]{3,30}$")] | None = None
    kind: w.ClaimantKind = "person"


class LocationBody(Body):
    """地点: an area or grid code, the address in words, WGS84 degrees.

    Without a code the place is looked for by the degrees, then by the words of the address.
    `area` is its word everywhere; `grid`, as 0.3 called it here, is taken too, never both.
    """

    area: Annotated[Text | None, Field(validation_alias=AliasChoices("area", "grid"))] = None
    address: Text | None = None
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lng: Annotated[float, Field(ge=-180, le=180)] | None = None


class CollectBody(Body):
    """采集."""

    channel: w.Channel
    type: w.AppealType
    title: Annotated[str, Field(description="At most 100 characters, without personal data.")]
    content: Annotated[str, Field(description="At most 20,000 characters; stored encrypted.")]
    category: Text
    urgency: w.Urgency = "normal"
    claimant: ClaimantBody | None = None
    location: LocationBody = LocationBody()
    occurred_at: Instant | None = None
    wants_callback: bool = True
    confidential: bool = False
    complained_against: str | None = None
    complained_against_unit: Text | None = None
    related_to: Text | None = None
    call_id: Text | None = None


class AmendBody(VerbBody):
    """更正登记."""

    reason: str
    type: w.AppealType | None = None
    urgency: w.Urgency | None = None
    title: str | None = None
    category: Text | None = None
    area: Text | None = None
    content: str | None = None
    claimant_name: str | None = None
    claimant_phone: str | None = None
    address: str | None = None


class AmendProtectionBody(VerbBody):
    """变更保护与对象. Only what is given changes; an empty complained_against_unit means nobody."""

    reason: str
    confidential: bool | None = None
    wants_callback: bool | None = None
    claimant_kind: w.ClaimantKind | None = None
    complained_against: str | None = None
    complained_against_unit: Text | None = None
    to_pool: bool = False


class SupplementBody(VerbBody):
    """补充诉求."""

    text: str


class RequestInfoBody(VerbBody):
    """请补充信息."""

    questions: str


class ProvideInfoBody(VerbBody):
    """补充信息."""

    answers: str


class AnswerDirectlyBody(VerbBody):
    """直接答复."""

    answer: str
    knowledge_ref: Text | None = None


class RefuseBody(VerbBody):
    """不予受理."""

    ground: w.NotAcceptedGround
    reason: str
    advice: str | None = None
    told_claimant_at: Instant | None = None


class TransferOutBody(VerbBody):
    """转出."""

    to: w.TransferTo
    reason: str
    reference: Text | None = None


class MergeBody(VerbBody):
    """并案."""

    parent_no: str
    reason: str


class UnmergeBody(VerbBody):
    """拆分."""

    reason: str


class ReclassifyBody(VerbBody):
    """重新归类."""

    category: str
    reason: str


class MarkSensitiveBody(VerbBody):
    """敏感标记."""

    kind: w.SensitiveKind
    reason: str
    alerted: Texts = ()
