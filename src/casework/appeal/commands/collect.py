"""采集: take in a resident's trouble and give it a number."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec
from msgspec.structs import replace

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import INTAKE_FIRST, AppealCommand, reads
from casework.appeal.deadlines import Deadlines
from casework.appeal.events import AppealCollected, Limit
from casework.appeal.fields import Content, Latitude, Longitude, Phone, Text, Title
from casework.appeal.words import (
    CONTENT_LENGTH,
    TITLE_LENGTH,
    AppealType,
    Channel,
    ClaimantKind,
    Urgency,
)
from casework.context import DecisionContext
from casework.directory.places import is_outside
from casework.directory.values import Category
from casework.facts import Caller, NewFact
from casework.time import CLOCK_SKEW

# The channel (渠道) follows the post; the desk takes in what comes by any of them.
CHANNELS_OF = {
    "resident": frozenset({"web", "app", "wechat"}),
    "grid_worker": frozenset({"grid_visit"}),
}
OUTSIDE = "outside"  # 坐标在本市之外
BACK_DATING = timedelta(days=366)


class Claimant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """诉求人: who raises it. Absent as a whole: anonymous."""

    name: Text | None = None
    phone: Phone | None = None
    kind: ClaimantKind = "person"


class Location(msgspec.Struct, frozen=True):
    """Where the trouble is: an area or grid code, the words for it, WGS84 degrees.

    `certainty` is how sure the intake is of the code where it was resolved from the rest.
    """

    grid: Text | None = None
    address: Text | None = None
    lat: Latitude | None = None
    lng: Longitude | None = None
    certainty: str | None = None


class CollectAppeal(AppealCommand, frozen=True, kw_only=True):
    """The first command of every appeal. The desk fills in its number."""

    VERB = "collect"
    POSTS = frozenset({"resident", "grid_worker", "collector", "operator", "duty_leader"})
    NOT_NOW = no.AlreadyThere
    ACTS_AS = INTAKE_FIRST

    appeal_no: str = ""
    channel: Channel
    type: AppealType
    title: Title
    content: Content
    category: Text
    urgency: Urgency = "normal"
    claimant: Claimant | None = None
    location: Location = Location()
    wants_callback: bool = True
    confidential: bool = False
    complained_against: str | None = None
    complained_against_unit: Text | None = None
    related_to: Text | None = None
    call_id: Text | None = None
    query_ref: str | None = None

    def idempotency_payload(self) -> object:
        """Return all but the query code, which is another each time that it is asked."""
        return replace(self, query_ref=None)

    def others(self, appeal: Appeal | None) -> tuple[str, ...]:
        """Return the older appeal that this one is related to."""
        return (self.related_to,) if self.related_to else ()

    def authorise_new(self, caller: Caller) -> str:
        """Return the post, as `authorise` does, before there is an appeal."""
        if held := self.POSTS & caller.posts:
            return self._acting_as(held)
        raise no.PostRequired(verb=self.VERB, posts=", ".join(self.allowed_posts()))

    def open(self, context: DecisionContext) -> Sequence[NewFact]:
        """Return the collection as a fact, or a refusal raised."""
        _check_time(self.occurred_at, context.at)
        fact = self._collected(context)
        return [NewFact(stream=self.appeal_no, fact=fact, occurred_at=self.occurred_at)]

    def _check_post(self, post: str) -> None:
        """Check that the channel is that of the post; how urgent it is, the centre says."""
        channels = CHANNELS_OF.get(post)
        if channels is None:
            return
        if self.channel not in channels:
            allowed = ", ".join(sorted(channels))
            raise no.ChannelOfAnotherPost(post=post, channel=self.channel, channels=allowed)
        if self.urgency != "normal":
            raise no.UrgencyIsTheCentres()

    def _collected(self, context: DecisionContext) -> AppealCollected:
        claimant, location = self.claimant or Claimant(kind="anonymous"), self.location
        self._check_post(self.authorise_new(context.caller))
        category = category_of(self.category, context)
        if (location.lat is None) != (location.lng is None):
            raise no.HalfAPoint()
        if self.related_to and not reads(context, self.related_to):
            raise no.UnknownRelated(related_to=self.related_to)
        against = self.complained_against_unit
        if against is not None and context.directory.unit(against, context.at) is None:
            raise no.UnknownUnit(unit=against)
        return AppealCollected(
            channel=self.channel,
            type=self.type,
            title=texts.public("title", self.title, TITLE_LENGTH),
            content=texts.required("content", self.content, CONTENT_LENGTH),
            category=self.category,
            category_name=category.name,
            urgency=self.urgency,
            claimant_kind=claimant.kind,
            claimant_name=texts.optional("claimant.name", claimant.name, 100),
            claimant_phone=texts.optional("claimant.phone", claimant.phone, 30),
            wants_callback=self.wants_callback and claimant.kind != "anonymous",
            area=location.grid,
            place=place_of(location.grid, context),
            address=texts.optional("location.address", location.address, 500),
            lat=location.lat,
            lng=location.lng,
            area_certainty=_certainty(location, context),
            confidential=self.confidential,
            complained_against=texts.optional("complained_against", self.complained_against, 200),
            complained_against_unit=against,
            related_to=self.related_to,
            call_id=texts.optional("call_id", self.call_id, 100),
            query_ref=self.query_ref,
            limits=first_limits(
                context, urgency=self.urgency, type=self.type, category=self.category
            ),
        )


def category_of(code: str, context: DecisionContext) -> Category:
    """Return a category as far down as the directory has it, at least to its second level."""
    category = context.directory.category(code, context.at)
    if category is None:
        raise no.UnknownCategory(category=code)
    if category.parent is None and context.directory.has_categories_below(code, context.at):
        raise no.CategoryTooWide(category=code, name=category.name)
    return category


def _certainty(location: Location, context: DecisionContext) -> str | None:
    """Return how sure the place is; a point that surely lies outside of the city is marked so.

    It is not refused: who reports from elsewhere must not be turned away for where a phone is.
    """
    lat, lng = location.lat, location.lng
    if (
        lat is None
        or lng is None
        or not is_outside(context.directory, lat=lat, lng=lng, at=context.at)
    ):
        return location.certainty
    return OUTSIDE


def first_limits(
    context: DecisionContext,
    *,
    urgency: Urgency,
    type: AppealType,
    category: str,
    sensitive: bool = False,
) -> tuple[Limit, ...]:
    """Return the dispatch clock: what nobody has sent anywhere waits too. It runs from now, not
    from when the trouble began."""
    rule = context.policies.rules(context.at).limit_rule(
        urgency=urgency,
        type=type,
        category=category,
        complex=False,
        sensitive=sensitive,
        utility=context.directory.is_utility(category, context.at),
    )
    return (Deadlines(context, rule).limit("dispatch", rule.dispatch),)


def _check_time(occurred_at: datetime | None, now: datetime) -> None:
    if occurred_at is None:
        return
    if occurred_at > now + CLOCK_SKEW:
        raise no.TimeInTheFuture(field="occurred_at", value=occurred_at.isoformat())
    if occurred_at < now - BACK_DATING:
        days = BACK_DATING.days
        raise no.TimeTooLongAgo(field="occurred_at", value=occurred_at.isoformat(), days=days)


def place_of(code: str | None, context: DecisionContext) -> str | None:
    """Return the names of an area of that time, from the street down. Refused where there is
    none."""
    if code is None:
        return None
    place = context.directory.place(code, context.at)
    if place is None:
        raise no.UnknownArea(area=code)
    return place
