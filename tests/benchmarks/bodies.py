"""What the handwritten service takes, validated as FastAPI's users do it: by models of pydantic."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import AliasChoices, Field

from api.http.body import Body, Instant, Text
from casework.appeal import words as w

Texts = Annotated[Sequence[Annotated[str, Field(max_length=200)]], Field(max_length=200)]


class ClaimantBody(Body):
    """Who raises it."""

    name: Text | None = None
    phone: Annotated[str, Field(pattern=r"^[0-9+() \-]{3,30}$")] | None = None
    kind: w.ClaimantKind = "person"


class LocationBody(Body):
    """Where it is."""

    area: Annotated[Text | None, Field(validation_alias=AliasChoices("area", "grid"))] = None
    address: Text | None = None
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lng: Annotated[float, Field(ge=-180, le=180)] | None = None


class CollectBody(Body):
    """An appeal."""

    channel: w.Channel
    type: w.AppealType
    title: str
    content: str
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


class CoHandlerBody(Body):
    """A unit that helps."""

    unit: Text
    task: str = ""
    mandatory: bool = True


class DispatchBody(Body):
    """An order."""

    occurred_at: Instant | None = None
    backdating_reason: Text | None = None
    lead_unit: Text | None = None
    co_handlers: Annotated[Sequence[CoHandlerBody], Field(max_length=50)] = ()
    copied_to: Texts = ()
    instruction: str | None = None
    complex: bool = False
    statutory_limit: Text | None = None
    basis: str | None = None
