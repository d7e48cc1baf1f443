"""What a caller may send: one body a verb. Shapes only; rules are in `casework/appeal`."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from casework.appeal import words as w

Text = Annotated[str, Field(min_length=1)]


class Body(BaseModel):
    """A JSON object without unknown fields and without guessing: "1" is no number here."""

    model_config = ConfigDict(extra="forbid", strict=True)


class ClaimantBody(Body):
    """诉求人: who raises it. null as a whole for an anonymous appeal."""

    name: Text | None = None
    phone: Annotated[str, Field(pattern=r"^[0-9+() \-]{3,30}$")] | None = None


class LocationBody(Body):
    """地点: an area or grid code, the address in words, WGS84 degrees."""

    grid: Text | None = None
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
    occurred_at: Annotated[AwareDatetime, Field(strict=False)] | None = None
    wants_callback: bool = True


class DispatchBody(Body):
    """派单."""

    lead_unit: Text
    instruction: str | None = None


class HandleBody(Body):
    """办结."""

    outcome: w.Outcome
    facts_true: w.FactsTrue
    measures: str
    public_reply: Annotated[str, Field(description="What the resident reads; no personal data.")]
    unsolved_reason: w.UnsolvedReason | None = None
    plan: str | None = None


class FeedBackBody(Body):
    """反馈."""

    channel: w.ReplyChannel
    delivered: bool


class CallbackBody(Body):
    """回访: the answers only where it connected."""

    channel: w.ReplyChannel
    connected: bool
    contacted: bool | None = None
    solved: w.Solved | None = None
    satisfied: w.Satisfied | None = None
    opinion: str | None = None


class CloseBody(Body):
    """结案."""

    kind: w.ClosingKind
    reason: str | None = None
    approved_by: str | None = None


class WithdrawBody(Body):
    """撤单."""

    reason: str


class NoteBody(Body):
    """备注."""

    text: str
    visibility: w.Visibility = "internal"
