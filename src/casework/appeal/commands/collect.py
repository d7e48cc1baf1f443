"""采集: take in a resident's trouble and give it a number."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.commands.command import AppealCommand
from casework.appeal.events import AppealCollected
from casework.appeal.words import CONTENT_LENGTH, TITLE_LENGTH, AppealType, Channel, Urgency
from casework.facts import Caller, Decided
from casework.scene import Scene

CLOCK_SKEW = timedelta(minutes=5)
BACK_DATING = timedelta(days=366)


class Claimant(msgspec.Struct, frozen=True):
    """Who raises it. Absent as a whole: anonymous."""

    name: str | None = None
    phone: str | None = None


class Location(msgspec.Struct, frozen=True):
    """Where the trouble is: an area or grid code, the words for it, WGS84 degrees."""

    grid: str | None = None
    address: str | None = None
    lat: float | None = None
    lng: float | None = None


class CollectAppeal(AppealCommand, frozen=True, kw_only=True):
    """The first command of every appeal. The desk fills in its number."""

    VERB = "collect"
    POSTS = frozenset({"collector", "operator", "duty_leader"})
    NOT_NOW = no.AlreadyThere

    appeal_no: str = ""
    channel: Channel
    type: AppealType
    title: str
    content: str
    category: str
    urgency: Urgency = "normal"
    claimant: Claimant | None = None
    location: Location = Location()
    occurred_at: datetime | None = None
    wants_callback: bool = True

    def authorise_new(self, caller: Caller) -> str:
        """As `authorise`, before there is an appeal."""
        if held := self.POSTS & caller.posts:
            return min(held)
        raise no.PostRequired(verb=self.VERB, posts=", ".join(self.allowed_posts()))

    def open(self, scene: Scene) -> Sequence[Decided]:
        """The collection as a fact, or a refusal raised."""
        _check_time(self.occurred_at, scene.at)
        fact = self._collected(scene)
        return [Decided(stream=self.appeal_no, fact=fact, occurred_at=self.occurred_at)]

    def _collected(self, scene: Scene) -> AppealCollected:
        claimant, location = self.claimant or Claimant(), self.location
        category = scene.directory.category(self.category)
        if category is None:
            raise no.UnknownCategory(category=self.category)
        return AppealCollected(
            channel=self.channel,
            type=self.type,
            title=texts.public("title", self.title, TITLE_LENGTH),
            content=texts.required("content", self.content, CONTENT_LENGTH),
            category=self.category,
            category_name=category.name,
            urgency=self.urgency,
            claimant_kind="person" if self.claimant else "anonymous",
            claimant_name=texts.optional("claimant.name", claimant.name, 100),
            claimant_phone=texts.optional("claimant.phone", claimant.phone, 30),
            wants_callback=self.wants_callback and self.claimant is not None,
            area=location.grid,
            place=_place(location.grid, scene),
            address=texts.optional("location.address", location.address, 500),
            lat=location.lat,
            lng=location.lng,
        )


def _check_time(occurred_at: datetime | None, now: datetime) -> None:
    if occurred_at is None:
        return
    if occurred_at > now + CLOCK_SKEW:
        raise no.TimeInTheFuture(field="occurred_at", value=occurred_at.isoformat())
    if occurred_at < now - BACK_DATING:
        days = BACK_DATING.days
        raise no.TimeTooLongAgo(field="occurred_at", value=occurred_at.isoformat(), days=days)


def _place(code: str | None, scene: Scene) -> str | None:
    if code is None:
        return None
    place = scene.directory.place(code)
    if place is None:
        raise no.UnknownArea(area=code)
    return place
