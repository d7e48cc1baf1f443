"""筛选: what a list of appeals is asked by, declared once: lists, exports, bulk, saved filters."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from casework.appeal import words as w
from casework.time import CHINA
from projections.tracking.lights import Light
from projections.tracking.wanted import Flag, Pending, Sort, StatusFilter, Wanted, states

Plain = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]*$")]
AsOfText = Annotated[str, Field(max_length=60, examples=["2026-10-31T18:00:00+08:00"])]


def _listed(given: Any) -> Any:
    """Return a single state where a list is taken, as a line of a query gives it."""
    return [given] if isinstance(given, str) else given


class Filter(BaseModel):
    """Which appeals: each part narrows the list; one that is missing does not."""

    model_config = ConfigDict(extra="forbid")

    status: Annotated[
        list[StatusFilter] | None, BeforeValidator(_listed), Field(description="A state, or open.")
    ] = None
    unit: Annotated[Plain | None, Field(description="Its leading unit (主办).")] = None
    helping: Annotated[Plain | None, Field(description="A co-handler (协办).")] = None
    handed: Annotated[Plain | None, Field(description="A unit it is handed down to (转办).")] = None
    handler: Annotated[Plain | None, Field(description="Who it is assigned to (经办).")] = None
    copied: Annotated[Plain | None, Field(description="A unit that reads a copy (抄送).")] = None
    supervised: Annotated[Plain | None, Field(description="A unit supervised on it (督办).")] = None
    parent: Annotated[Plain | None, Field(description="What is merged into this one.")] = None
    merged: Annotated[
        bool | None,
        Field(description="Merged children (并案) only, or without; without in the pool."),
    ] = None
    mine: Annotated[bool | None, Field(description="What the caller dispatched.")] = None
    dispatched_by: Annotated[Plain | None, Field(description="Who dispatched it.")] = None
    area: Annotated[Plain | None, Field(description="This area and all below.")] = None
    category: Annotated[Plain | None, Field(description="This category and all below.")] = None
    channel: Annotated[w.Channel | None, Field(description="How it came.")] = None
    type: Annotated[w.AppealType | None, Field(description="What kind of appeal.")] = None
    urgency: Annotated[w.Urgency | None, Field(description="How urgent.")] = None
    sensitive: Annotated[
        Literal["any", "threat", "fire", "heating", "water", "group"] | None,
        Field(description="A sensitive kind, or any."),
    ] = None
    pending: Annotated[Pending | None, Field(description="What waits for a decision.")] = None
    flag: Annotated[Flag | None, Field(description="A mark.")] = None
    suspended: Annotated[bool | None, Field(description="挂账, or not.")] = None
    clock: Annotated[w.ClockName | None, Field(description="The clock that is due first.")] = None
    holder: Annotated[Plain | None, Field(description="Whose hands that clock is in.")] = None
    light: Annotated[Light | None, Field(description="The light of that clock.")] = None
    overdue: Annotated[bool | None, Field(description="That clock has passed, or not.")] = None
    late: Annotated[
        bool | None, Field(description="曾超时: some limit of the cycle was missed, or none.")
    ] = None
    to_call: Annotated[
        bool | None,
        Field(description="The limit passed without a result: to be called back."),
    ] = None
    redo: Annotated[
        bool | None, Field(description="被退回重办: sent back or to be done again.")
    ] = None
    from_: Annotated[
        date | None, Field(alias="from", description="Collected on this day or later.")
    ] = None
    to: Annotated[date | None, Field(description="Collected on this day or earlier.")] = None
    dispatched_on: Annotated[date | None, Field(description="First dispatched on this day.")] = None
    q: Annotated[Plain | None, Field(description="A number, or a part of the title.")] = None

    def wanted(self, caller: str | None, now: datetime | None = None, **more: Any) -> Wanted:
        """Return the list asked for; now, or an instant of the past, says what is overdue."""
        given = {name: getattr(self, name) for name in _ALIKE}
        return Wanted(
            now=now or datetime.now(UTC),
            status=states(self.status),
            merged=self._merged,
            dispatched_by=caller if self.mine else self.dispatched_by,
            since=_midnight(self.from_),
            before=_midnight(_next(self.to)),
            dispatched_since=_midnight(self.dispatched_on),
            dispatched_before=_midnight(_next(self.dispatched_on)),
            **given,
            **more,
        )

    @property
    def _merged(self) -> bool | None:
        """Children stand with their parent, not in the pool (17.14)."""
        pool = self.merged is None and self.parent is None and self.status == ["collected"]
        return False if pool else self.merged


_NOT_ALIKE = {"status", "merged", "mine", "dispatched_by", "from_", "to", "dispatched_on"}
_ALIKE = tuple(name for name in Filter.model_fields if name not in _NOT_ALIKE)


class Listed(Filter):
    """A list in pages: which appeals, in which order, from where."""

    sort: Sort = "due"
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[str | None, Field(max_length=500)] = None
    after: Annotated[int | None, Field(ge=0, description="Wait up to 2 s for this position.")] = (
        None
    )
    as_of: Annotated[
        AsOfText | None, Field(description="As it was known then: an instant, or a position.")
    ] = None


ListQuery = Annotated[Listed, Query()]


def _next(day: date | None) -> date | None:
    return day + timedelta(days=1) if day else None


def _midnight(day: date | None) -> datetime | None:
    """Return the beginning of a day in China."""
    return datetime.combine(day, time(), CHINA) if day else None
